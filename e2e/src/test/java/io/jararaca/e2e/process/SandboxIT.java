package io.jararaca.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.e2e.fixture.E2e;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(E2e.class)
class SandboxIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void closing_ends_detached_descendants_and_deletes_the_folder(@TempDir Path logs) {
    Path folder;
    try (Sandbox sandbox = new Sandbox(logs)) {
      folder = sandbox.folder("data").getParent();
      OsProcess detacher =
          sandbox.start(
              "detacher", shell("setsid sleep 1000 & sleep 0.2; echo detached"), Map.of());
      detacher.awaitLogLine("detached", PATIENCE);
      detacher.awaitExit(PATIENCE);
      assertThat(sandbox.survivors()).as("the detached sleep").hasSize(1);

      sandbox.close();

      assertThat(sandbox.survivors()).isEmpty();
      assertThat(folder).doesNotExist();
    }
  }

  @Test
  void what_a_killed_jvm_had_started_ends_too(Sandbox sandbox) {
    OsProcess jvm = JavaProgram.of(Sleepers.class.getName()).start(sandbox, "jvm");
    String[] started = jvm.awaitLogLine("^started \\d+ in .+$", PATIENCE).split(" ", -1);
    ProcessHandle sleeper = ProcessHandle.of(Long.parseLong(started[1])).orElseThrow();
    assertThat(sleeper.isAlive()).isTrue();

    jvm.kill();

    await().atMost(PATIENCE).until(() -> !sleeper.isAlive());
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(Path.of(started[3])).doesNotExist());
  }

  /** Starts a process in a sandbox and never closes it. */
  static final class Sleepers {
    private Sleepers() {}

    @SuppressWarnings("resource") // its JVM gets killed
    public static void main(String[] args) throws InterruptedException {
      Sandbox sandbox = new Sandbox(Path.of("inner-logs"));
      OsProcess sleeper = sandbox.start("sleeper", List.of("sleep", "1000"), Map.of());
      System.out.println("started " + sleeper.pid() + " in " + sandbox.folder("data").getParent());
      Thread.currentThread().join();
    }
  }

  @Test
  void a_frozen_process_stands_still_until_it_is_thawed(Sandbox sandbox) {
    OsProcess ticker =
        sandbox.start(
            "ticker",
            shell(
                "trap 'echo asked to end; exit 3' TERM; echo ready; while :; do sleep 0.01; done"),
            Map.of());
    ticker.awaitLogLine("ready", PATIENCE);

    ticker.freeze();
    ticker.terminate();
    await()
        .during(Duration.ofMillis(300))
        .atMost(PATIENCE)
        .until(() -> !ticker.log().contains("asked"));
    ticker.thaw();

    assertThat(ticker.awaitExit(PATIENCE)).isEqualTo(3);
    assertThat(ticker.log()).contains("asked to end");
  }

  @Test
  void a_restarted_process_is_not_taken_for_its_predecessor_by_its_log(Sandbox sandbox) {
    OsProcess first = sandbox.start("echo", List.of("echo", "first"), Map.of());
    first.awaitExit(PATIENCE);

    OsProcess second = sandbox.start("echo", List.of("echo", "second"), Map.of());
    second.awaitExit(PATIENCE);

    assertThat(second.log()).isEqualTo("second\n");
    assertThat(first.log()).startsWith("first\n");
  }

  private static List<String> shell(String script) {
    return List.of("bash", "-c", script);
  }
}
