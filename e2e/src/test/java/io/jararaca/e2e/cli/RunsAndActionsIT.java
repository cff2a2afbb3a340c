package io.jararaca.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jararaca.e2e.cli.JararacaJar.Ended;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an install does, asked and told by commands, while a beat and a worker go on. */
@ExtendWith(E2e.class)
class RunsAndActionsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String install = "a" + UUID.randomUUID().toString().substring(0, 8);
  private NotedRuns runs;
  private JararacaJar jararaca;
  private OsProcess beat;

  @BeforeEach
  void begin(Sandbox sandbox, SharedServers servers) throws IOException {
    runs = new NotedRuns(sandbox.folder("runs").resolve("log"));
    jararaca =
        new JararacaJar(
            sandbox,
            Map.of(
                "RUN_LOG", runs.file().toString(),
                "BROKER_URL", servers.brokerUrl(),
                "BACKEND_URL", servers.backendUrl(),
                "INSTALL_NAME", install,
                "NAMESPACE", "shop"));
    Path classes =
        new HandlerCode()
            .handler("tick", "")
            .handler("greet", "")
            .handler("broken", "throw new IllegalStateException(\"boom\");")
            .compiledTo(sandbox.folder("classes"));
    Path manifests = sandbox.folder("manifests");
    manifest(manifests, "tick", "");
    manifest(manifests, "broken", ", suspendAfterFailures: 1");
    jararaca.start("worker", "worker", classes.toString());
    beat = jararaca.start("beat", "beat", manifests.toString());
  }

  @Test
  void a_handler_is_run_now_and_its_end_told() {
    Ended greeted = jararaca.run("run", "greet", "--payload", "{\"name\":\"Ana\"}", "-o", "json");
    Ended broken = jararaca.run("run", "broken", "--timeout", "5", "--wait", "30");
    Ended nobody = jararaca.run("run", "nobody", "--wait", "1");

    assertThat(greeted.ok().json().path("state").asText()).isEqualTo("Succeeded");
    assertThat(greeted.json().path("owner").asText()).isEqualTo("Message/shop/greet");
    assertThat(runs.of("greet")).hasSize(1);
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.out()).containsPattern("state: +Failed").containsPattern("message: .*boom");
    assertThat(broken.err()).startsWith("jararaca: it ended Failed: ").contains("boom");
    assertThat(nobody.exitCode()).isEqualTo(1);
    assertThat(nobody.out()).containsPattern("state: +Expired");
    assertThat(nobody.err()).contains("no live worker serves handler nobody in namespace shop");

    String id = greeted.json().path("id").asText();
    assertThat(jararaca.run("runs", "show", id, "-o", "json").ok().json())
        .isEqualTo(greeted.json());
    Ended gone = jararaca.run("runs", "show", "17-6c84fb90-12c4-51e1-840d-7b25c5ee775a");
    assertThat(gone.exitCode()).isEqualTo(1);
    assertThat(gone.err()).contains("there is no run 17-");
  }

  @Test
  void actions_are_shown_resumed_and_forgotten() {
    runs.awaitTicks("tick", 2, Instant.EPOCH);
    await().atMost(PATIENCE).until(() -> listed("broken").path("suspendedByFailures").asBoolean());

    Ended list = jararaca.run("actions", "list").ok();
    assertThat(list.out()).containsPattern("broken +\\* \\* \\* \\* \\* \\* +after 1 failures");
    assertThat(jararaca.run("actions", "show", "shop/tick").ok().out())
        .contains("every second")
        .containsPattern("ScheduledAction/shop/tick +shop/tick +Tick +Succeeded");
    Ended failed = jararaca.run("runs", "list", "--state", "Failed", "--limit", "1", "-o", "json");
    assertThat(failed.ok().json().path("runs")).hasSize(1);
    assertThat(failed.json().at("/runs/0/message").asText()).contains("boom");

    Instant resumed = Instant.now();
    jararaca.run("actions", "resume", "broken").ok();
    runs.awaitTicks("broken", 1, resumed);
    assertThat(runs.of("broken")).as("none from while it was suspended").hasSize(2);
    assertThat(jararaca.run("actions", "show", "broken").ok().out())
        .contains("Skipped (Suspended)");
    Ended again = jararaca.run("actions", "resume", "tick");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("action shop/tick is not suspended by failures");

    beat.terminate(Duration.ofSeconds(20));
    assertThat(jararaca.run("actions", "forget", "tick").ok().out()).contains("forgot action shop");
    assertThat(jararaca.run("actions", "forget", "tick").err())
        .contains("there is no action shop/tick; jararaca actions list -A names");
    assertThat(listed("tick").isMissingNode()).isTrue();
    assertThat(listed("broken").isMissingNode()).isFalse();
  }

  private JsonNode listed(String name) {
    JsonNode actions = jararaca.run("actions", "list", "-o", "json").ok().json().path("actions");
    return StreamSupport.stream(actions.spliterator(), false)
        .filter(action -> action.path("name").asText().equals(name))
        .findFirst()
        .orElse(actions.path("none"));
  }

  private static void manifest(Path folder, String name, String more) throws IOException {
    Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        apiVersion: jararaca.io/v1alpha1
        kind: ScheduledAction
        metadata: {name: %s}
        spec: {cron: "* * * * * *"%s}
        """
            .formatted(name, more));
  }
}
