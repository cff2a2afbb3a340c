package io.jararaca.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jararaca.e2e.cli.JararacaJar.Ended;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.process.Sandbox;
import io.jararaca.worker.MessageOptions;
import io.jararaca.worker.Publisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages, looked after by commands, while a beat and a worker go on. */
@ExtendWith(E2e.class)
class DelayedIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A beat wants something to schedule. */
  private static final String YEARLY =
      """
      apiVersion: jararaca.io/v1alpha1
      kind: ScheduledAction
      metadata: {name: yearly}
      spec: {cron: '@yearly'}
      """;

  private final String install = "a" + UUID.randomUUID().toString().substring(0, 8);
  private NotedRuns runs;
  private JararacaJar jararaca;
  private SharedServers servers;

  @BeforeEach
  void begin(Sandbox sandbox, SharedServers servers) throws IOException {
    this.servers = servers;
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
            .handler("broken", "throw new IllegalStateException(\"boom\");")
            .compiledTo(sandbox.folder("classes"));
    Path manifests = sandbox.folder("manifests");
    Files.writeString(manifests.resolve("yearly.yaml"), YEARLY);
    jararaca.start("worker", "worker", classes.toString());
    jararaca.start("beat", "beat", manifests.toString());
  }

  @Test
  void a_message_that_failed_is_found_and_retried_once() {
    Ended failed = jararaca.run("run", "broken", "--payload", "{\"n\":7}", "-o", "json");
    String id = failed.json().path("id").asText();

    assertThat(ids("--state", "Failed", "--handler", "broken")).contains(id);
    assertThat(ids("--state", "Failed", "--handler", "other")).doesNotContain(id);
    JsonNode shown = jararaca.run("delayed", "show", id, "-o", "json").ok().json();
    assertThat(shown.path("state").asText()).isEqualTo("Failed");
    assertThat(shown.at("/payload/n").asInt()).isEqualTo(7);

    String again =
        jararaca.run("delayed", "retry", id, "-o", "json").ok().json().path("retriedAs").asText();
    await().atMost(PATIENCE).until(() -> ids("--state", "Failed").contains(again));
    Ended twice = jararaca.run("delayed", "retry", id);
    Ended unknown = jararaca.run("delayed", "retry", "17-6c84fb90-12c4-51e1-840d-7b25c5ee775a");

    assertThat(runs.of("broken")).hasSize(2);
    assertThat(jararaca.run("delayed", "show", again).ok().out()).contains("{\"n\":7}");
    assertThat(twice.exitCode()).isEqualTo(1);
    assertThat(twice.err()).contains("as " + again + ", which ended Failed: retry that one");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).contains("there is no run 17-");
  }

  @Test
  void a_message_that_waits_is_counted_listed_and_cancelled() {
    String id = published();

    assertThat(ids()).contains(id);
    assertThat(ids("--limit", "1")).contains(id);
    assertThat(jararaca.run("delayed", "list", "--namespace", "bank").ok().err())
        .contains("there are no such messages");
    assertThat(jararaca.run("delayed", "list", "--namespace", "bank", "-A").ok().out())
        .contains(id);
    JsonNode stats = jararaca.run("delayed", "stats", "-o", "json").ok().json();
    assertThat(stats.at("/pending/shop").asInt()).isEqualTo(1);
    assertThat(stats.path("pendingTotal").asInt()).isEqualTo(1);
    assertThat(stats.has("oldestOverdueSeconds")).isTrue();
    assertThat(jararaca.run("delayed", "stats").ok().out()).containsPattern("shop +1");
    Ended early = jararaca.run("delayed", "retry", id);
    assertThat(early.exitCode()).isEqualTo(1);
    assertThat(early.err()).contains("is Pending: only what ended Failed");

    assertThat(jararaca.run("delayed", "cancel", id).ok().out()).contains("cancelled message");
    jararaca.run("delayed", "cancel", id).ok();

    assertThat(ids()).isEmpty();
    assertThat(jararaca.run("delayed", "show", id).ok().out()).containsPattern("state: +Cancelled");
    assertThat(jararaca.run("delayed", "retry", id).err()).contains("publish it anew");
  }

  private String published() {
    try (Publisher publisher =
        Publisher.builder()
            .environment(Map.of())
            .backendUrl(servers.backendUrl())
            .install(install)
            .namespace("shop")
            .build()) {
      return publisher
          .publishAfter(Map.of("n", 1), Duration.ofHours(1), MessageOptions.none().handler("later"))
          .join()
          .id()
          .toString();
    }
  }

  private String ids(String... options) {
    String[] command = new String[options.length + 4];
    System.arraycopy(new String[] {"delayed", "list", "-o", "json"}, 0, command, 0, 4);
    System.arraycopy(options, 0, command, 4, options.length);
    StringBuilder ids = new StringBuilder();
    jararaca
        .run(command)
        .ok()
        .json()
        .path("messages")
        .forEach(run -> ids.append(run.path("id").asText()).append('\n'));
    return ids.toString();
  }
}
