package io.jararaca.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands that ask the ledger say before, and without, an answer. */
class AskingCommandsTest {

  private static final Map<String, String> NOBODY =
      Map.of("BROKER_URL", "amqp://127.0.0.1:1", "BACKEND_URL", "redis://127.0.0.1:1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run greet",
        "runs list",
        "runs show 17-6c84fb90-12c4-51e1-840d-7b25c5ee775a",
        "actions list",
        "actions show report",
        "actions forget report",
        "actions resume report"
      })
  void a_redis_that_is_not_there_has_an_exit_code_and_a_mend(String command) {
    CommandRun run = CommandRun.with(NOBODY, command.split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(run.err())
        .startsWith("jararaca: Redis at 127.0.0.1:1: ")
        .contains("look at BACKEND_URL")
        .hasLineCount(1);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"run greet", "runs list", "actions list", "delayed list", "delayed stats"})
  void a_missing_setting_is_named_with_an_example(String command) {
    CommandRun run = CommandRun.of(command.split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("BACKEND_URL is not set: set it to redis://redis:6379/0");
  }

  @Test
  void wrong_words_are_told_before_anything_is_asked() {
    assertRefused("--wait 0: use 1 to 86400", "run", "greet", "--wait", "0");
    assertRefused("--timeout -1: use 0 to 86400", "run", "greet", "--timeout=-1");
    assertRefused("--payload '{': is not JSON", "run", "greet", "--payload", "{");
    assertRefused("at most 65536 are allowed", "run", "greet", "--payload", "1".repeat(65_537));
    assertRefused("--limit 0: use 1 to 100000", "runs", "list", "--limit", "0");
    assertRefused("--state \"Done\": use one of Pending, ", "runs", "list", "--state", "Done");
    assertRefused("--limit 0: use 1 to 100000", "delayed", "list", "--limit", "0");
    assertRefused("--state \"Dead\": use one of P", "delayed", "list", "--state", "Dead");
    for (String command : new String[] {"show", "cancel", "retry"}) {
      assertRefused("run id \"17\": expected <partition>-<uuid>", "delayed", command, "17");
    }
    assertRefused("run id \"17\": expected <partition>-<uuid>", "runs", "show", "17");
    assertRefused("Missing required subcommand", "runs");
  }

  private static void assertRefused(String why, String... commandLine) {
    CommandRun run = CommandRun.with(NOBODY, commandLine);

    assertThat(run.exitCode()).as(Arrays.toString(commandLine)).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).startsWith("jararaca: ").contains(why);
    assertThat(Stream.of(run.out())).allMatch(String::isEmpty);
  }
}
