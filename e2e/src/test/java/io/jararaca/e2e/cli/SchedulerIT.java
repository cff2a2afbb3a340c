package io.jararaca.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(E2e.class)
class SchedulerIT {

  private Path folder;
  private NotedRuns runs;
  private JararacaJar jararaca;

  @BeforeEach
  void begin(Sandbox sandbox) {
    folder = sandbox.folder("app");
    runs = new NotedRuns(sandbox.folder("runs").resolve("log"));
    jararaca = new JararacaJar(sandbox, Map.of("RUN_LOG", runs.file().toString()));
  }

  @Test
  void a_folder_of_classes_runs_in_one_process_until_it_is_stopped() {
    new HandlerCode().action("tick", "* * * * * *").compiledTo(folder);

    OsProcess scheduler =
        jararaca.start("scheduler", "scheduler", folder.toString(), "--interval", "0.2");
    runs.awaitTicks("tick", 2, Instant.EPOCH);

    assertThat(scheduler.terminate(Duration.ofSeconds(25))).isEqualTo(143);
    assertThat(runs.of("tick")).doesNotHaveDuplicates();
  }

  @Test
  void a_jar_and_its_interval_may_stand_in_variables() {
    Path jar = new HandlerCode().action("tick", "* * * * * *").packedTo(jar(), folder);

    jararaca
        .withEnvironment(Map.of("APP_PATH", jar.toString(), "INTERVAL", "0.2"))
        .start("scheduler", "scheduler");

    runs.awaitTicks("tick", 2, Instant.EPOCH);
  }

  @Test
  void a_wrong_interval_wins_over_a_right_variable_and_is_refused() {
    JararacaJar.Ended ended =
        jararaca
            .withEnvironment(Map.of("INTERVAL", "1"))
            .run("scheduler", folder.toString(), "--interval", "soon");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("INTERVAL=soon: use a number of seconds");
  }

  private Path jar() {
    return runs.file().resolveSibling("app.jar");
  }
}
