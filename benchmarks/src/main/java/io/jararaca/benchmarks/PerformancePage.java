package io.jararaca.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * docs/performance.md. What a bench writes stands between two comments with its name.
 *
 * @param path of the page
 */
record PerformancePage(Path path) {

  static PerformancePage of(Path root) {
    return new PerformancePage(root.resolve("docs/performance.md"));
  }

  /**
   * Replaces what the bench wrote before.
   *
   * @throws IllegalStateException if the page has no place for it
   */
  void write(String bench, String text) {
    String begin = "<!-- ./dev bench " + bench + " -->\n";
    String end = "<!-- end of ./dev bench " + bench + " -->";
    try {
      String page = Files.readString(path);
      int from = page.indexOf(begin) + begin.length();
      int to = page.indexOf(end, from);
      if (from < begin.length() || to < 0) {
        throw new IllegalStateException(path + " has no place for " + bench + ": " + begin + end);
      }
      Files.writeString(path, page.substring(0, from) + text.strip() + "\n" + page.substring(to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
