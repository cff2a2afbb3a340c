package io.jararaca.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.cli.CommandRun;
import io.jararaca.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anything runs. */
class ProcessCommandsTest {

  private static final Map<String, String> SERVERS =
      Map.of("BROKER_URL", "amqp://127.0.0.1:1", "BACKEND_URL", "redis://127.0.0.1:1");

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"scheduler", "beat", "scheduler_v2", "worker"})
  void without_an_app_the_mend_is_named(String command) {
    CommandRun run = CommandRun.with(SERVERS, command);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("no APP: name it on the command line or in APP_PATH");
  }

  @Test
  void an_app_on_the_command_line_wins_over_the_variable() {
    CommandRun run = CommandRun.with(Map.of("APP_PATH", "/in/variable"), "scheduler", "/given");

    assertThat(run.err()).contains("APP \"/given\" is not there");
  }

  @Test
  void manifests_cannot_run_here() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), "kind: ScheduledAction");

    CommandRun run = CommandRun.with(SERVERS, "worker", folder.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("holds manifests, which have no code to run");
  }

  @Test
  void all_wrong_settings_are_told_at_once_and_options_win() {
    CommandRun run =
        CommandRun.with(
            Map.of("BROKER_URL", "http://wrong", "BACKEND_URL", "redis://right"),
            "beat",
            folder.toString(),
            "--backend-url",
            "ftp://wrong",
            "--interval",
            "0");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("jararaca: BROKER_URL=http://wrong: begin it with amqp://")
        .contains("jararaca: BACKEND_URL=ftp://wrong: begin it with redis://")
        .contains("jararaca: INTERVAL=0: use a number of seconds from 0.01 to 60");
  }

  @Test
  void a_wrong_reload_or_source_folder_is_refused() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), "kind: None");
    String[] beat = {"beat", folder.toString()};

    assertThat(CommandRun.with(with("RELOAD", "yes"), beat).err())
        .contains("RELOAD=yes: use true or false");
    assertThat(CommandRun.with(with("SRC_DIR", "/nowhere"), beat).err())
        .contains("SRC_DIR=/nowhere: is not there");
    assertThat(CommandRun.with(SERVERS, beat).err()).contains("the beat has no actions");
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> variables = new HashMap<>(SERVERS);
    variables.put(name, value);
    return variables;
  }
}
