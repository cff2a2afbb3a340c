package io.jararaca.cli.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells whether class files, jars or YAML below a path changed. It looks again and again: file
 * system events do not come for mounted volumes, nor for links that are switched.
 */
public final class SourceWatch {

  private final Path path;
  private Map<Path, Seen> taken;
  private Map<Path, Seen> lastLook;

  /** What tells one content from another. */
  private record Seen(long size, long modifiedMillis, String inode) {}

  /** What is there now is known. */
  public SourceWatch(Path path) {
    this.path = path;
    this.taken = look();
    this.lastLook = taken;
  }

  /**
   * Whether it changed since the last true answer, and stands still: two looks on end found the
   * same, so that nothing is taken half written.
   */
  boolean changed() {
    Map<Path, Seen> now = look();
    boolean still = now.equals(lastLook);
    lastLook = now;
    if (still && !now.equals(taken)) {
      taken = now;
      return true;
    }
    return false;
  }

  private Map<Path, Seen> look() {
    Map<Path, Seen> seen = new TreeMap<>();
    try {
      for (Path file : SourceFiles.below(path, SourceWatch::counts)) {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        seen.put(
            file,
            new Seen(
                attributes.size(),
                attributes.lastModifiedTime().toMillis(),
                String.valueOf(attributes.fileKey())));
      }
    } catch (IOException | UncheckedIOException vanishedMeanwhile) {
      return Map.of();
    }
    return seen;
  }

  private static boolean counts(Path file) {
    return AppPath.isClass(file) || AppPath.isJar(file) || AppPath.isYaml(file);
  }
}
