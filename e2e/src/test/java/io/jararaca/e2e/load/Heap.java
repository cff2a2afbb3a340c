package io.jararaca.e2e.load;

import io.jararaca.e2e.process.OsProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What lives in a JVM's heap.
 *
 * @param bytes of all objects that can be reached
 * @param largest the classes that take most, as {@code jcmd} prints them
 */
record Heap(long bytes, List<String> largest) {

  private static final int LARGEST = 12;

  /** Collects that JVM's garbage and counts the rest. */
  static Heap of(OsProcess jvm) {
    try {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(jvm.pid()),
                  "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      List<String> lines =
          new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      String total =
          lines.stream()
              .filter(line -> line.startsWith("Total"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("jcmd says " + lines));
      return new Heap(
          Long.parseLong(total.strip().split("\\s+")[2]),
          lines.stream().filter(line -> line.matches("\\s+\\d+:.*")).limit(LARGEST).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
