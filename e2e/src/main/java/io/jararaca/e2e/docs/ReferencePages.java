package io.jararaca.e2e.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Pages of docs/ whose tables come from the code. {@link #main} writes them; a test fails when one
 * has drifted.
 */
public final class ReferencePages {

  private static final Map<String, UnaryOperator<MarkedText>> PAGES =
      Map.of("metrics.md", MetricsPage::fill, "settings.md", SettingsPage::fill);

  private ReferencePages() {}

  public static void main(String[] arguments) throws IOException {
    for (var page : below(Path.of(System.getProperty("jararaca.root", "."))).entrySet()) {
      Files.writeString(page.getKey(), page.getValue());
    }
  }

  /**
   * Path to text, as they should be.
   *
   * @param root of the project
   */
  public static Map<Path, String> below(Path root) throws IOException {
    Map<Path, String> pages = new TreeMap<>();
    for (var page : PAGES.entrySet()) {
      Path path = root.resolve("docs").resolve(page.getKey());
      pages.put(path, page.getValue().apply(new MarkedText(Files.readString(path))).text());
    }
    return pages;
  }
}
