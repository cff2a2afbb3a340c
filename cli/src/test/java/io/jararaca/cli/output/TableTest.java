package io.jararaca.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void columns_are_as_wide_as_their_widest_cell_and_lines_end_with_a_word() {
    Table table = new Table("NAME", "N").row("a-long-name", "1").row("b", "");

    assertThat(printed(table))
        .isEqualTo("NAME          N\na-long-name   1\nb\n".replace("\n", System.lineSeparator()));
  }

  @Test
  void a_column_without_a_cell_is_left_out() {
    assertThat(printed(new Table("NAME", "NOTE", "N").row("a", "", "1"))).startsWith("NAME   N");
  }

  @Test
  void a_row_of_another_length_is_refused() {
    assertThatThrownBy(() -> new Table("NAME").row("a", "b")).hasMessage("2 cells for 1 columns");
  }

  private static String printed(Table table) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    table.print(writer);
    writer.flush();
    return out.toString();
  }
}
