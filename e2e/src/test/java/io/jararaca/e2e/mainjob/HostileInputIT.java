package io.jararaca.e2e.mainjob;

import static io.jararaca.e2e.mainjob.RunningInstall.action;
import static io.jararaca.e2e.mainjob.RunningInstall.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.install.Replica;
import io.jararaca.e2e.process.Sandbox;
import io.jararaca.e2e.server.Kubectl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What people may put into resources: it is carried as it is, or refused, and stops nothing else.
 */
@ExtendWith(E2e.class)
class HostileInputIT {

  private static final String PROBE_WORKER = "io.jararaca.e2e.mainjob.ProbeWorker";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** By kubectl alone: no usual JSON reader takes some of these resources. */
  private static final String READY_MESSAGE =
      "jsonpath={.status.conditions[?(@.type=='Ready')].message}";

  /** Short leases: a vanished worker is noticed soon. */
  private static final Map<String, String> HASTY =
      Map.of("RUN_LEASE_SECONDS", "2", "HEARTBEAT_SECONDS", "0.5");

  @Test
  void a_body_that_kills_its_worker_is_an_attempt_each_time_and_ends_lost(
      SharedServers servers, Sandbox sandbox) throws IOException {
    RunningInstall install = new RunningInstall(servers, sandbox, "killing-body").start(1, 0);
    install.apply(message("killer", "{delaySeconds: 0, handler: probe, payload: {does: halt}}"));

    int deaths = 0;
    while (!phase(install, "killer").equals("Lost")) {
      Replica worker = install.startWorker(PROBE_WORKER, HASTY);
      await("it dies, or the message has ended")
          .atMost(RunningInstall.PATIENCE)
          .until(() -> !worker.process().isAlive() || phase(install, "killer").equals("Lost"));
      deaths += worker.process().isAlive() ? 0 : 1;
      assertThat(deaths).as("workers that one body may kill").isLessThanOrEqualTo(4);
    }

    assertThat(deaths).isEqualTo(4);
    assertThat(install.get("dmsg", "killer").at("/status/attempts").asInt()).isEqualTo(4);
    install.startWorker(PROBE_WORKER, HASTY).awaitReady(RunningInstall.PATIENCE);
    install.apply(message("harmless", "{delaySeconds: 0, handler: probe}"));
    await()
        .atMost(RunningInstall.PATIENCE)
        .until(() -> phase(install, "harmless").equals("Succeeded"));
    assertThat(begins(install, "killer")).as("no loop").hasSize(4);
  }

  @Test
  void what_one_resource_holds_is_carried_or_refused_and_stops_no_other(
      SharedServers servers, Sandbox sandbox) throws IOException {
    RunningInstall install = new RunningInstall(servers, sandbox, "hostile").start(1, 0);
    install.startWorker(PROBE_WORKER, Map.of()).awaitReady(RunningInstall.PATIENCE);
    String odd =
        "{\"nul\":\"a\\u0000b\",\"bidi\":\"\\u202eevil\\u2066\",\"\\u0000\":[null,\"\\ufeff\"]}";
    String headers =
        "{\"cloudEvents_id\":\"17-x\",\"jararaca-rev\":\"9\",\"user-a\":\"b\",\"CC\":\"jararaca.hostile\"}";

    install.apply(payload("deep", nested(5_000)));
    install.apply(payload("long-name", "{? \"" + "n".repeat(60_000) + "\" : 1}"));
    install.apply(
        message(
            "odd",
            "{delaySeconds: 0, handler: probe, payload: " + odd + ", headers: " + headers + "}"));
    install.apply(action("after", "{cron: '* * * * * *', handler: probe}"));

    await("the others go on")
        .atMost(RunningInstall.PATIENCE)
        .until(() -> begins(install, "after").size() >= 3);
    await().atMost(RunningInstall.PATIENCE).until(() -> phase(install, "odd").equals("Succeeded"));
    JsonNode begin = begins(install, "odd").get(0);
    assertThat(begin.path("payload")).isEqualTo(JSON.readTree(odd));
    assertThat(begin.path("headers")).isEqualTo(JSON.readTree(headers));
    await("a payload that no worker could read is refused")
        .atMost(RunningInstall.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(install.kubectl("get", "dmsg", "deep", "-o", READY_MESSAGE))
                    .contains("payload")
                    .contains("deep"));
    await("a name that no worker could read ends Failed")
        .atMost(RunningInstall.PATIENCE)
        .until(() -> phase(install, "long-name").equals("Failed"));
    for (String handler : List.of("*", "#", "a.#", "..", "a/b", "\\u0000", "h" + "x".repeat(128))) {
      Kubectl.Outcome outcome =
          install.attemptToApply(
              message("leaves", "{delaySeconds: 0, handler: \"" + handler + "\"}"));
      assertThat(outcome.succeeded()).as("handler %s", handler).isFalse();
    }
  }

  private static String payload(String name, String json) {
    return message(name, "{delaySeconds: 0, handler: probe, payload: " + json + "}");
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private static String phase(RunningInstall install, String name) {
    return install.kubectl("get", "dmsg", name, "-o", "jsonpath={.status.phase}");
  }

  private static List<JsonNode> begins(RunningInstall install, String owner) throws IOException {
    Path log = install.runLog().file();
    List<JsonNode> begins = new ArrayList<>();
    for (String line : Files.exists(log) ? Files.readAllLines(log) : List.<String>of()) {
      JsonNode attempt = JSON.readTree(line);
      if (attempt.path("event").asText().equals("begin")
          && attempt.path("owner").asText().equals(owner)) {
        begins.add(attempt);
      }
    }
    return begins;
  }
}
