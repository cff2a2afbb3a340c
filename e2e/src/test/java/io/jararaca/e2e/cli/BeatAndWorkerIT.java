package io.jararaca.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(E2e.class)
class BeatAndWorkerIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String EVERY_SECOND = "* * * * * *";

  private Sandbox sandbox;
  private SharedServers servers;
  private final String install = "c" + UUID.randomUUID().toString().substring(0, 8);
  private Path manifests;
  private NotedRuns runs;
  private JararacaJar jararaca;

  @BeforeEach
  void begin(Sandbox sandbox, SharedServers servers) {
    this.sandbox = sandbox;
    this.servers = servers;
    manifests = sandbox.folder("manifests");
    runs = new NotedRuns(sandbox.folder("runs").resolve("log"));
    jararaca = new JararacaJar(sandbox, Map.of("RUN_LOG", runs.file().toString()));
  }

  @Test
  void manifests_are_scheduled_and_run_as_options_say() throws IOException {
    manifest("tick", EVERY_SECOND);
    manifest("tock", EVERY_SECOND);
    manifest("deaf", EVERY_SECOND);
    Path jar = handlers("tick", "tock", "deaf").packedTo(jar(), sandbox.folder("scratch"));
    String[] server = {
      "--broker-url",
      servers.brokerUrl(),
      "--backend-url",
      servers.backendUrl(),
      "--install",
      install,
      "--namespace",
      "shop"
    };

    jararaca.start("worker", with(server, "worker", jar.toString(), "--handlers", "tick,tock"));
    OsProcess beat =
        jararaca.start(
            "beat",
            with(server, "beat", manifests + "", "--actions", "tick,shop/deaf", "--interval", "2"));

    runs.awaitTicks("tick", 3, Instant.EPOCH);
    assertThat(runs.of("tick")).doesNotHaveDuplicates();
    assertThat(runs.of("tock")).as("not among --actions").isEmpty();
    assertThat(runs.of("deaf")).as("not among --handlers").isEmpty();
    assertThat(beat.terminate(Duration.ofSeconds(20))).isEqualTo(143);
  }

  @Test
  void annotated_code_is_scheduled_and_run_as_variables_say() {
    Path classes =
        new HandlerCode()
            .action("tick", EVERY_SECOND)
            .action("tock", EVERY_SECOND)
            .handler("other", "")
            .compiledTo(sandbox.folder("classes"));
    JararacaJar withServers =
        jararaca.withEnvironment(
            Map.of(
                "BROKER_URL", servers.brokerUrl(),
                "BACKEND_URL", servers.backendUrl(),
                "INSTALL_NAME", install,
                "NAMESPACE", "shop",
                "APP_PATH", classes.toString()));

    withServers.withEnvironment(Map.of("HANDLERS", "tick,other")).start("worker", "worker");
    OsProcess beat =
        withServers
            .withEnvironment(
                Map.of(
                    "ACTIONS", "tick",
                    "INTERVAL", "2",
                    "RELOAD", "true",
                    "SRC_DIR", classes.toString()))
            .start("beat", "scheduler_v2");
    runs.awaitTicks("tick", 2, Instant.EPOCH);

    Instant changed = Instant.now();
    new HandlerCode().action("tick", "*/2 * * * * *").compiledTo(classes);
    beat.awaitLogLine("schedules \\[tick\\] now", PATIENCE);
    Instant seen = Instant.now();
    runs.awaitTicks("tick", 2, seen.plusSeconds(1));

    assertThat(runs.of("tock")).as("not among ACTIONS").isEmpty();
    assertThat(runs.of("tick").stream().filter(tick -> tick.isAfter(seen.plusSeconds(1))))
        .as("read from SRC_DIR after %s", changed)
        .allMatch(tick -> tick.getEpochSecond() % 2 == 0);
  }

  @Test
  void changes_of_manifests_are_taken_in_and_fire_nothing_from_before() throws IOException {
    manifest("tick", EVERY_SECOND);
    manifest("rare", "0 0 1 1 *");
    handlers("tick", "rare", "late").packedTo(jar(), sandbox.folder("scratch"));
    String[] server = {
      "--broker-url",
      servers.brokerUrl(),
      "--backend-url",
      servers.backendUrl(),
      "--install",
      install
    };
    jararaca.start("worker", with(server, "worker", jar().toString()));
    OsProcess beat =
        jararaca.start(
            "beat", with(server, "beat", manifests + "", "--reload", "--src-dir", manifests + ""));
    runs.awaitTicks("tick", 2, Instant.EPOCH);

    Instant added = Instant.now();
    manifest("late", EVERY_SECOND);
    runs.awaitTicks("late", 2, added);
    assertThat(runs.of("late")).as("nothing from before it was added").allMatch(added::isBefore);

    Instant changed = Instant.now();
    manifest("rare", EVERY_SECOND);
    runs.awaitTicks("rare", 2, changed);
    assertThat(runs.of("rare")).as("nothing from before the change").allMatch(changed::isBefore);

    Files.writeString(manifests.resolve("tick.yaml"), "kind: [");
    beat.awaitLogLine("tick.yaml: is not YAML", PATIENCE);
    runs.awaitTicks("tick", 2, Instant.now());

    Files.delete(manifests.resolve("late.yaml"));
    beat.awaitLogLine("no longer \\[ScheduledAction/default/late\\]", PATIENCE);
    Instant gone = Instant.now();
    runs.awaitTicks("tick", 3, gone.plusSeconds(2));
    Instant back = Instant.now();
    manifest("late", EVERY_SECOND);
    runs.awaitTicks("late", 2, back);
    assertThat(runs.of("late"))
        .as("nothing from while it was gone, %s to %s", gone, back)
        .noneMatch(tick -> tick.isAfter(gone.plusSeconds(1)) && tick.isBefore(back));
    assertThat(Stream.of("tick", "late", "rare").map(runs::of))
        .allSatisfy(ticks -> assertThat(ticks).doesNotHaveDuplicates());
  }

  private static HandlerCode handlers(String... names) {
    HandlerCode code = new HandlerCode();
    List.of(names).forEach(name -> code.handler(name, ""));
    return code;
  }

  private void manifest(String name, String cron) throws IOException {
    Files.writeString(
        manifests.resolve(name + ".yaml"),
        """
        apiVersion: jararaca.io/v1alpha1
        kind: ScheduledAction
        metadata: {name: %s}
        spec: {cron: "%s"}
        """
            .formatted(name, cron));
  }

  private Path jar() {
    return runs.file().resolveSibling("app.jar");
  }

  private static String[] with(String[] servers, String... command) {
    return Stream.concat(Stream.of(command), Stream.of(servers)).toArray(String[]::new);
  }
}
