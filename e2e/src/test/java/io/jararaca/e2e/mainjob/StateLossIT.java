package io.jararaca.e2e.mainjob;

import static io.jararaca.e2e.mainjob.RunningInstall.action;
import static io.jararaca.e2e.mainjob.RunningInstall.condition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.install.Replica;
import io.jararaca.e2e.mainjob.RunLog.Attempt;
import io.jararaca.e2e.process.Sandbox;
import io.jararaca.e2e.server.RedisServer;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Redis forgets everything under a working install. */
@ExtendWith(E2e.class)
class StateLossIT {

  private static final Duration LEASE = Duration.ofSeconds(30);

  @Test
  void after_a_flush_ticks_go_on_and_the_status_tells_of_the_loss(
      SharedServers servers, Sandbox sandbox) {
    RedisServer redis = RedisServer.started(sandbox);
    RunningInstall install =
        new RunningInstall(servers, sandbox, "flushed", redis.url()).start(1, 1);
    install.apply(action("many", "{cron: '* * * * * *', handler: count, allowOverlap: true}"));
    install.apply(action("single", "{cron: '*/2 * * * * *', handler: heartbeat, maxRuns: 1000}"));
    eventually(() -> assertThat(succeeded(install, "many")).isGreaterThanOrEqualTo(5));
    eventually(() -> assertThat(succeeded(install, "single")).isGreaterThanOrEqualTo(3));
    int before = succeeded(install, "single");

    Instant flushed = flush(redis);

    eventually(() -> assertThat(plannedAfter(install, "count", flushed)).isNotEmpty());
    System.out.printf(
        "after FLUSHALL, the next tick was planned %d ms later%n",
        Duration.between(flushed, plannedAfter(install, "count", flushed).get(0)).toMillis());
    eventually(
        () -> {
          JsonNode intact = condition(install.get("sact", "single"), "LedgerIntact");
          assertThat(intact.path("status").asText()).isEqualTo("False");
          assertThat(intact.path("reason").asText()).isEqualTo("StateLost");
        });
    eventually(
        () ->
            assertThat(install.kubectl("get", "events", "--field-selector=reason=StateLost"))
                .contains("single"));
    eventually(() -> assertThat(isIntact(install, "single")).isTrue());

    assertThat(plannedAfter(install, "heartbeat", flushed).get(0))
        .as("somebody might have run the lost one for a lease")
        .isAfter(flushed.plus(LEASE).minusSeconds(3));
    assertThat(succeeded(install, "single")).as("counters go on").isGreaterThan(before);
    assertThat(install.runLog().overlaps()).isEmpty();
    assertThat(install.leader().process().log().lines())
        .filteredOn(line -> line.contains("THE LEDGER HAS LOST ITS STATE"))
        .as("the two actions' partitions find out at their next calls, together or not")
        .hasSizeBetween(1, 2);
  }

  @Test
  void a_gap_that_no_operator_saw_is_told_by_the_next(SharedServers servers, Sandbox sandbox) {
    RedisServer redis = RedisServer.started(sandbox);
    RunningInstall install =
        new RunningInstall(servers, sandbox, "unseen-flush", redis.url()).start(1, 1);
    install.apply(action("gap", "{cron: '* * * * * *', handler: count, allowOverlap: true}"));
    eventually(() -> assertThat(succeeded(install, "gap")).isGreaterThanOrEqualTo(5));

    Replica first = install.leader();
    first.process().kill();
    flush(redis);
    install.startOperator().awaitReady(RunningInstall.PATIENCE);

    eventually(
        () -> {
          JsonNode missed = install.get("sact", "gap").path("status").path("missed").path(0);
          assertThat(missed.path("reason").asText()).isEqualTo("StateLost");
          assertThat(missed.path("count").asInt()).isPositive();
        });
    eventually(() -> assertThat(isIntact(install, "gap")).isTrue());
    JsonNode gap = install.get("sact", "gap").path("status").path("missed").path(0);
    Instant to = Instant.parse(gap.path("to").asText());
    assertThat(plannedAfter(install, "count", to)).isNotEmpty();
  }

  private static boolean isIntact(RunningInstall install, String name) {
    return condition(install.get("sact", name), "LedgerIntact")
        .path("status")
        .asText()
        .equals("True");
  }

  private static List<Instant> plannedAfter(
      RunningInstall install, String handler, Instant instant) {
    return install.runLog().attempts(handler).stream()
        .map(Attempt::plannedAt)
        .filter(planned -> planned.isAfter(instant))
        .sorted()
        .toList();
  }

  private static int succeeded(RunningInstall install, String name) {
    return install.get("sact", name).path("status").path("counters").path("succeeded").asInt();
  }

  /** Answers an instant after which nothing is known any more. */
  private static Instant flush(RedisServer redis) {
    try (RedisClient client = RedisClient.create(redis.url())) {
      client.connect().sync().flushall();
      return Instant.now();
    }
  }

  private static void eventually(ThrowingRunnable assertion) {
    await()
        .atMost(RunningInstall.PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(assertion);
  }
}
