package io.jararaca.cli.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files of a folder that count. */
final class SourceFiles {

  private SourceFiles() {}

  /**
   * The regular files at or below a path, links to files followed, in order. Hidden ones are left
   * out: in a mounted ConfigMap each file is a link to one in a hidden folder.
   *
   * @throws UncheckedIOException the path cannot be read
   */
  static List<Path> below(Path path, Predicate<Path> wanted) {
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .filter(file -> !hidden(path.relativize(file)))
          .filter(wanted)
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean hidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
