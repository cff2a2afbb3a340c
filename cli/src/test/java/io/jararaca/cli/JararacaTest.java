package io.jararaca.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class JararacaTest {

  @Test
  void without_a_command_it_explains_itself() {
    CommandRun run = CommandRun.of();

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Usage: jararaca").contains("next").contains("69");
  }

  @Test
  void every_command_explains_itself_with_exit_codes() {
    for (String command : Jararaca.commandLine(Shell.ofProcess()).getSubcommands().keySet()) {
      CommandRun run = CommandRun.of(command, "--help");

      assertThat(run.exitCode()).as(command).isZero();
      assertThat(run.out()).contains("Usage: jararaca").contains("Exit codes:");
    }
  }

  @Test
  void a_slip_of_the_pen_is_answered_with_a_guess() {
    CommandRun run = CommandRun.of("nxt");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("jararaca next?").endsWith("See jararaca --help\n");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void the_version_names_the_zone_data() {
    assertThat(CommandRun.of("--version").out()).contains("jararaca ").contains("zone data 20");
  }

  @Test
  void a_fault_shows_where_it_was_and_has_a_code_of_its_own() {
    StringWriter err = new StringWriter();

    int exitCode = Endings.failed(new IllegalStateException("broken"), new PrintWriter(err));

    assertThat(exitCode).isEqualTo(ExitCode.FAULT);
    assertThat(err.toString()).contains("broken", "JararacaTest", "report");
  }
}
