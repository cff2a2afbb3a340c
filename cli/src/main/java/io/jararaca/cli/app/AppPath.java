package io.jararaca.cli.app;

import io.jararaca.cli.CommandFailure;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * Where APP is, and what it is.
 *
 * @param manifests true: YAML manifests; false: classes
 */
public record AppPath(Path path, boolean manifests) {

  /**
   * A jar, a folder with classes (then its YAML is no matter), a YAML file or a folder with YAML.
   *
   * @throws CommandFailure it is none of these, or not there
   */
  public static AppPath of(String given) {
    Path path;
    try {
      path = Path.of(given).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw refused(given, "is not a path");
    }
    if (Files.isRegularFile(path)) {
      if (isJar(path) || isYaml(path)) {
        return new AppPath(path, isYaml(path));
      }
      throw refused(given, "is neither a jar nor a YAML file");
    }
    if (!Files.isDirectory(path)) {
      throw refused(given, "is not there");
    }
    if (holds(path, AppPath::isClass)) {
      return new AppPath(path, false);
    }
    if (holds(path, AppPath::isYaml)) {
      return new AppPath(path, true);
    }
    throw refused(given, "holds neither classes nor YAML");
  }

  static boolean isClass(Path file) {
    return named(file, ".class");
  }

  static boolean isJar(Path file) {
    return named(file, ".jar");
  }

  static boolean isYaml(Path file) {
    return named(file, ".yaml") || named(file, ".yml");
  }

  private static boolean named(Path file, String ending) {
    return file.getFileName() != null && file.getFileName().toString().endsWith(ending);
  }

  private static boolean holds(Path folder, Predicate<Path> wanted) {
    return !SourceFiles.below(folder, wanted).isEmpty();
  }

  private static CommandFailure refused(String given, String why) {
    return CommandFailure.usage(
        "APP \"%s\" %s: give a jar, a folder of classes, or a folder of YAML manifests"
            .formatted(given, why));
  }
}
