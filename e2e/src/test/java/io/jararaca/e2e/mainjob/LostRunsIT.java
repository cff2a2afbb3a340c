package io.jararaca.e2e.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.mainjob.RunLog.Attempt;
import io.jararaca.e2e.process.Sandbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs that their queue lost before anybody started them. */
@ExtendWith(E2e.class)
class LostRunsIT {

  private static final Map<String, String> HASTY = Map.of("START_PATIENCE_SECONDS", "1");

  @Test
  void a_run_of_a_purged_queue_is_published_again_once_somebody_consumes_it(
      SharedServers servers, Sandbox sandbox) throws Exception {
    RunningInstall install = new RunningInstall(servers, sandbox, "purged");
    install.startOperator(HASTY).awaitReady(RunningInstall.PATIENCE);
    install.leader();
    try (HandlerQueue queue = new HandlerQueue(servers.brokerUrl(), "purged", "slow-sync")) {
      install.apply(message("lost", 0));
      await().atMost(RunningInstall.PATIENCE).until(() -> queue.ready() == 1);
      awaitPhase(install, "lost", "Dispatched");

      queue.purge();
      install.apply(message("waits", 0));
      awaitPhase(install, "waits", "Dispatched");
      install.awaitTicks(10);

      assertThat(queue.ready()).as("no copies of what nobody consumes").isEqualTo(1);
      JsonNode lost = install.get("dmsg", "lost");
      assertThat(lost.path("status").path("phase").asText()).isEqualTo("Dispatched");
      assertThat(RunningInstall.condition(lost, "Ready").path("message").asText())
          .contains("slow-sync");

      install.startWorker(Map.of()).awaitReady(RunningInstall.PATIENCE);
      awaitPhase(install, "waits", "Succeeded");
      awaitPhase(install, "lost", "Succeeded");
    }
    assertThat(install.runLog().attempts("slow-sync")).hasSize(2);
  }

  @Test
  void a_run_that_a_busy_queue_lost_is_published_again_when_later_ones_were_started(
      SharedServers servers, Sandbox sandbox) throws Exception {
    RunningInstall install = new RunningInstall(servers, sandbox, "swallowed");
    install.startOperator(HASTY).awaitReady(RunningInstall.PATIENCE);
    install.leader();
    install.startWorker(Map.of("CONCURRENCY", "1")).awaitReady(RunningInstall.PATIENCE);
    try (HandlerQueue queue = new HandlerQueue(servers.brokerUrl(), "swallowed", "slow-sync")) {
      install.apply(message("keeps-the-worker-busy", 20));
      await()
          .atMost(RunningInstall.PATIENCE)
          .until(() -> install.runLog().attempts("slow-sync").size() == 1);
      install.apply(message("lost", 0));
      await().atMost(RunningInstall.PATIENCE).until(() -> queue.ready() == 1);
      awaitPhase(install, "lost", "Dispatched");
      install.awaitTicks(3);
      for (int i = 1; i <= 8; i++) {
        install.apply(message("later-" + i, 4));
      }
      await().atMost(RunningInstall.PATIENCE).until(() -> queue.ready() == 9);
      queue.takeAway();

      awaitPhase(install, "lost", "Succeeded");
    }
    List<Attempt> attempts = install.runLog().attempts("slow-sync");
    Instant publishedAgain =
        Instant.parse(install.get("dmsg", "lost").path("status").path("dispatchedAt").asText());
    assertThat(attempts)
        .as("the queue was not empty when the lost run was published again")
        .hasSize(10)
        .element(8)
        .satisfies(last -> assertThat(last.begin()).isGreaterThan(publishedAgain.toEpochMilli()));
    assertThat(attempts.get(9).run())
        .isEqualTo(install.get("dmsg", "lost").path("status").path("runId").asText());
    assertThat(install.runLog().overlaps()).isEmpty();
    assertThat(install.runLog().attempts("slow-sync").stream().map(Attempt::run))
        .doesNotHaveDuplicates();
  }

  private static void awaitPhase(RunningInstall install, String name, String phase) {
    await(name + " is " + phase)
        .atMost(RunningInstall.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(install.get("dmsg", name).path("status").path("phase").asText())
                    .isEqualTo(phase));
  }

  private static String message(String name, int seconds) {
    return """
        apiVersion: jararaca.io/v1alpha1
        kind: DelayedMessage
        metadata: {name: %s}
        spec: {delaySeconds: 0, handler: slow-sync, payload: {seconds: %d}}
        ---
        """
        .formatted(name, seconds);
  }
}
