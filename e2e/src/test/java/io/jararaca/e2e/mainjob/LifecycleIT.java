package io.jararaca.e2e.mainjob;

import static io.jararaca.e2e.mainjob.RunningInstall.action;
import static io.jararaca.e2e.mainjob.RunningInstall.condition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.mainjob.RunLog.Attempt;
import io.jararaca.e2e.process.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a user does to a resource from its first apply to its deletion, and what then happens. */
@ExtendWith(E2e.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifecycleIT {

  private RunningInstall install;

  @BeforeAll
  void startInstall(SharedServers servers, Sandbox sandbox) {
    install = new RunningInstall(servers, sandbox, "lifecycle").start(1, 1);
  }

  @Test
  void an_applied_action_runs_at_its_planned_instants_and_shows_its_runs() {
    Instant before = Instant.now();
    install.apply(
        action("every-second", "{cron: '* * * * * *', handler: count, allowOverlap: true}"));

    eventually(
        () -> {
          JsonNode status = install.get("sact", "every-second").path("status");
          assertThat(status.path("counters").path("succeeded").asInt()).isGreaterThanOrEqualTo(3);
          assertThat(status.path("lastRun").path("state").asText()).isEqualTo("Succeeded");
          assertThat(status.path("nextRunTimes")).hasSize(5);
          assertThat(status.path("history").size()).isBetween(3, 10);
          assertThat(
                  condition(install.get("sact", "every-second"), "Ready").path("status").asText())
              .isEqualTo("True");
        });
    install.kubectl("delete", "sact", "every-second");

    List<Attempt> runs =
        install.runLog().attempts("count").stream()
            .filter(attempt -> attempt.plannedAt().isAfter(before))
            .toList();
    assertThat(runs).allSatisfy(run -> assertThat(run.plannedAt().getNano()).isZero());
    assertThat(runs)
        .as("none begins before its planned instant")
        .allSatisfy(
            run -> assertThat(run.begin()).isGreaterThanOrEqualTo(run.plannedAt().toEpochMilli()));
    assertThat(runs.stream().map(Attempt::plannedAt).distinct()).hasSameSizeAs(runs);
  }

  @Test
  void an_edit_fires_no_tick_from_before_it() {
    install.apply(action("edited", "{cron: '0 0 3 1 1 *', handler: heartbeat}"));
    awaitReady("edited");

    Instant edit = Instant.now();
    install.apply(action("edited", "{cron: '*/2 * * * * *', handler: heartbeat}"));

    eventually(() -> assertThat(runsOf("edited")).hasSizeGreaterThanOrEqualTo(2));
    assertThat(runsOf("edited")).allSatisfy(planned -> assertThat(planned).isAfter(edit));
    install.kubectl("delete", "sact", "edited");
  }

  @Test
  void a_suspended_action_rests_and_a_resumed_one_fires_nothing_old() {
    install.apply(action("paused", "{cron: '* * * * * *', handler: heartbeat}"));
    eventually(() -> assertThat(runsOf("paused")).isNotEmpty());

    install.kubectl(
        "patch", "sact", "paused", "--type=merge", "-p", "{\"spec\":{\"suspend\":true}}");
    eventually(() -> assertThat(activeAndObserved("paused")).isTrue());
    int runs = install.get("sact", "paused").path("status").path("counters").path("runs").asInt();
    Instant suspended = Instant.now();
    awaitTicksUntil(suspended.plusSeconds(4));
    Instant resumed = Instant.now();
    install.kubectl(
        "patch", "sact", "paused", "--type=merge", "-p", "{\"spec\":{\"suspend\":false}}");

    eventually(
        () ->
            assertThat(
                    install
                        .get("sact", "paused")
                        .path("status")
                        .path("counters")
                        .path("runs")
                        .asInt())
                .isGreaterThan(runs));
    eventually(
        () ->
            assertThat(install.get("sact", "paused").path("status").path("skipped").toString())
                .contains("Suspended"));
    assertThat(runsOf("paused"))
        .allSatisfy(
            planned ->
                assertThat(planned.isBefore(suspended) || planned.isAfter(resumed.minusSeconds(1)))
                    .as("planned at %s, suspended %s to %s", planned, suspended, resumed)
                    .isTrue());
    install.kubectl("delete", "sact", "paused");
  }

  @Test
  void a_trigger_runs_once_for_each_value_even_while_suspended() {
    install.apply(action("triggered", "{cron: '0 0 3 1 1 *', handler: heartbeat, suspend: true}"));
    eventually(() -> assertThat(activeAndObserved("triggered")).isTrue());

    trigger("first");
    eventually(() -> assertThat(succeeded("triggered")).isEqualTo(1));
    trigger("first");
    trigger("second");

    eventually(() -> assertThat(succeeded("triggered")).isEqualTo(2));
    assertThat(install.get("sact", "triggered").path("status").path("lastHandledTrigger").asText())
        .isEqualTo("second");
    install.kubectl("delete", "sact", "triggered");
  }

  @Test
  void deleting_returns_at_once_and_ends_the_ticks() {
    install.apply(
        action(
            "deleted",
            "{cron: '* * * * * *', handler: morning-report, payload: {city: Berlin, zone: Europe/Berlin}}"));
    eventually(() -> assertThat(install.runLog().attempts("morning-report")).isNotEmpty());

    install.kubectl("delete", "sact", "deleted", "--timeout=10s");
    Instant deleted = Instant.now();
    awaitTicksUntil(deleted.plusSeconds(4));

    assertThat(install.runLog().attempts("morning-report"))
        .allSatisfy(run -> assertThat(run.plannedAt()).isBefore(deleted.plusSeconds(2)));
  }

  @Test
  void an_invalid_action_says_field_and_mend_and_runs_when_it_is_mended() {
    install.apply(
        action("broken", "{cron: '* * * * * *', handler: heartbeat, timeZone: Europe/Atlantis}"));
    eventually(
        () -> {
          JsonNode ready = condition(install.get("sact", "broken"), "Ready");
          assertThat(ready.path("status").asText()).isEqualTo("False");
          assertThat(ready.path("message").asText()).contains("timeZone", "Europe/Atlantis");
        });

    install.apply(
        action("broken", "{cron: '* * * * * *', handler: heartbeat, timeZone: Europe/Athens}"));

    eventually(() -> assertThat(succeeded("broken")).isPositive());
    install.kubectl("delete", "sact", "broken");
  }

  @Test
  void a_handler_that_nobody_implements_waits_and_says_so() {
    install.apply(action("orphan", "{cron: '* * * * * *', handler: nobody}"));

    eventually(
        () -> {
          JsonNode condition = condition(install.get("sact", "orphan"), "WorkersAvailable");
          assertThat(condition.path("status").asText()).isEqualTo("False");
          assertThat(condition.path("message").asText()).contains("nobody");
        });
    install.kubectl("delete", "sact", "orphan");
  }

  /** Lets another action tick until that instant: what should have fired by then has. */
  private void awaitTicksUntil(Instant instant) {
    install.apply(action("witness", "{cron: '* * * * * *', handler: count, allowOverlap: true}"));
    eventually(
        () ->
            assertThat(install.runLog().attempts("count"))
                .anySatisfy(run -> assertThat(run.plannedAt()).isAfter(instant)));
    install.kubectl("delete", "sact", "witness");
  }

  private void trigger(String value) {
    install.kubectl("annotate", "--overwrite", "sact", "triggered", "jararaca.io/trigger=" + value);
  }

  private int succeeded(String name) {
    return install.get("sact", name).path("status").path("counters").path("succeeded").asInt();
  }

  private boolean activeAndObserved(String name) {
    JsonNode resource = install.get("sact", name);
    return resource.path("metadata").path("generation").asLong()
            == resource.path("status").path("observedGeneration").asLong()
        && resource.path("status").path("activeRuns").asInt() == 0;
  }

  /** Planned instants of an action's runs, as its history shows them. */
  private List<Instant> runsOf(String name) {
    return install
        .get("sact", name)
        .path("status")
        .path("history")
        .findValuesAsText("plannedTime")
        .stream()
        .map(Instant::parse)
        .toList();
  }

  private void awaitReady(String name) {
    eventually(
        () ->
            assertThat(condition(install.get("sact", name), "Scheduled").path("status").asText())
                .isEqualTo("True"));
  }

  private static void eventually(ThrowingRunnable assertion) {
    await()
        .atMost(RunningInstall.PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(assertion);
  }
}
