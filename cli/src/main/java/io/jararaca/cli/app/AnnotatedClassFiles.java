package io.jararaca.cli.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Finds class files that mention our annotations, without loading any: a jar may hold thousands
 * that cannot be loaded here, and need not be.
 */
final class AnnotatedClassFiles {

  private static final String ENDING = ".class";
  private static final List<String> MARKS =
      List.of("Lio/jararaca/worker/ScheduledAction;", "Lio/jararaca/worker/MessageHandler;");

  private AnnotatedClassFiles() {}

  /** Names of the classes, in order. */
  static List<String> in(Path jarOrFolder) {
    try {
      List<String> names =
          Files.isDirectory(jarOrFolder) ? inFolder(jarOrFolder) : inJar(jarOrFolder);
      Collections.sort(names);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(jarOrFolder + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<String> inFolder(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    for (Path file : SourceFiles.below(folder, AppPath::isClass)) {
      if (isMarked(Files.readAllBytes(file))) {
        names.add(className(folder.relativize(file).toString().replace('\\', '/')));
      }
    }
    return names;
  }

  private static List<String> inJar(Path jar) throws IOException {
    List<String> names = new ArrayList<>();
    try (JarFile open = new JarFile(jar.toFile())) {
      for (JarEntry entry : Collections.list(open.entries())) {
        if (entry.getName().endsWith(ENDING) && !entry.getName().startsWith("META-INF/")) {
          try (InputStream content = open.getInputStream(entry)) {
            if (isMarked(content.readAllBytes())) {
              names.add(className(entry.getName()));
            }
          }
        }
      }
    }
    return names;
  }

  private static boolean isMarked(byte[] classFile) {
    String content = new String(classFile, ISO_8859_1);
    return MARKS.stream().anyMatch(content::contains);
  }

  private static String className(String file) {
    return file.substring(0, file.length() - ENDING.length()).replace('/', '.');
  }
}
