package io.jararaca.e2e.docs;

import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown. */
final class Table {

  private final StringBuilder text = new StringBuilder();

  Table(String... heads) {
    row(heads);
    text.append("|---".repeat(heads.length)).append("|\n");
  }

  Table row(String... cells) {
    text.append(
        List.of(cells).stream()
            .map(cell -> cell.replace("|", "\\|"))
            .collect(Collectors.joining(" | ", "| ", " |\n")));
    return this;
  }

  static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  /** In Markdown. */
  String text() {
    return text.toString();
  }
}
