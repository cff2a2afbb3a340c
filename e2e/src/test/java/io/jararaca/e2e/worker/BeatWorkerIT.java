package io.jararaca.e2e.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.process.JavaProgram;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(E2e.class)
class BeatWorkerIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofSeconds(5);

  private final Sandbox sandbox;
  private final Path runLog;
  private final Map<String, String> settings;

  BeatWorkerIT(Sandbox sandbox, SharedServers servers) {
    this.sandbox = sandbox;
    this.runLog = sandbox.folder("runs").resolve("log");
    this.settings =
        Map.of(
            "INSTALL_NAME",
            "b" + UUID.randomUUID().toString().substring(0, 8),
            "NAMESPACE",
            "shop",
            "ACTIONS",
            "heartbeat",
            "BACKEND_URL",
            servers.backendUrl(),
            "BROKER_URL",
            servers.brokerUrl(),
            "LEASE_SECONDS",
            "4",
            "RUN_LOG",
            runLog.toString());
  }

  @Test
  void beats_without_kubernetes_take_over_from_each_other_and_no_tick_runs_twice() {
    start("io.jararaca.examples.ExampleWorker", "worker-1");
    OsProcess first = start("io.jararaca.examples.ExampleBeat", "beat-1");
    awaitTicksAfter(Instant.EPOCH);
    OsProcess second = start("io.jararaca.examples.ExampleBeat", "beat-2");
    awaitTicksAfter(Instant.now());

    first.kill();
    Instant killed = Instant.now();
    awaitTicksAfter(killed);
    report("kill -9", killed);

    start("io.jararaca.examples.ExampleBeat", "beat-3");
    awaitTicksAfter(Instant.now());
    Instant stopped = Instant.now();
    assertThat(second.terminate(Duration.ofSeconds(20))).isEqualTo(143);
    awaitTicksAfter(stopped);
    report("SIGTERM", stopped);

    assertThat(planned()).doesNotHaveDuplicates().hasSizeGreaterThan(4);
    assertThat(planned()).allMatch(tick -> tick.getEpochSecond() % STEP.toSeconds() == 0);
  }

  private void report(String what, Instant since) {
    Instant next = planned().stream().filter(tick -> tick.isAfter(since)).findFirst().orElseThrow();
    System.out.printf(
        "after %s of the leading beat, the first tick that ran was planned %s later%n",
        what, Duration.between(since, next));
    assertThat(Duration.between(since, next)).isLessThan(Duration.ofSeconds(30));
  }

  private OsProcess start(String mainClass, String name) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("POD_NAME", name);
    if (mainClass.endsWith("Worker")) {
      environment.remove("ACTIONS");
    }
    return JavaProgram.of(mainClass).withEnvironment(environment).start(sandbox, name);
  }

  private void awaitTicksAfter(Instant instant) {
    await().atMost(PATIENCE).until(() -> planned().stream().anyMatch(t -> t.isAfter(instant)));
  }

  /** Planned instants of what handlers began. */
  private List<Instant> planned() {
    if (!Files.exists(runLog)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(runLog)) {
      return lines
          .filter(line -> line.startsWith("begin"))
          .map(line -> Instant.ofEpochMilli(Long.parseLong(line.split("\t", -1)[4])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
