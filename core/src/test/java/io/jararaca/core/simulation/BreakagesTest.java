package io.jararaca.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The simulation bites: each planted breakage is caught. {@code -Dsimulation.first=N} looks in
 * other histories; {@code -Dbreakages.write=true} writes the table of docs/reliability.md.
 */
class BreakagesTest {

  private static final long FIRST = Long.getLong("simulation.first", 1);
  private static final Path PAGE = Path.of("../docs/reliability.md");
  private static final String BEGIN = "<!-- breakages -->\n";
  private static final String END = "<!-- end of breakages -->";
  private static ErrorLog errors;

  @BeforeAll
  static void keep_the_log_quiet() {
    errors = new ErrorLog();
  }

  @AfterAll
  static void log_again() {
    errors.close();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void a_planted_breakage_is_caught(Breakage breakage) {
    long last = FIRST + breakage.histories();

    Optional<Histories.Failure> caught =
        LongStream.range(FIRST, last)
            .parallel()
            .mapToObj(seed -> Histories.run(seed, new FaultTable(), Setting.with(breakage)))
            .flatMap(Optional::stream)
            .findFirst();

    assertThat(caught)
        .as("%s: %s. Caught in one of %d histories", breakage, breakage.text(), last - FIRST)
        .isPresent();
    System.out.printf(
        "%-28s caught by history %4d: %s%n",
        breakage, 1 + caught.get().seed() - FIRST, caught.get().promise());
  }

  @Test
  void the_table_of_the_page_is_true() throws IOException {
    String page = Files.readString(PAGE);
    String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
    String after = page.substring(page.indexOf(END));
    if (Boolean.getBoolean("breakages.write")) {
      Files.writeString(PAGE, before + table() + after);
      return;
    }
    assertThat(page)
        .as("docs/reliability.md, which -Dbreakages.write=true writes anew")
        .isEqualTo(before + table() + after);
  }

  private static String table() {
    return Arrays.stream(Breakage.values())
        .filter(breakage -> breakage != Breakage.NONE)
        .map(
            breakage ->
                "| `%s` | %s | %d |%n".formatted(breakage, breakage.text(), breakage.histories()))
        .collect(
            Collectors.joining(
                "",
                "| planted | what is wrong then | caught within histories |\n|---|---|---|\n",
                ""));
  }
}
