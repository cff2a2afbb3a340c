package io.jararaca.e2e.mainjob;

import static io.jararaca.e2e.mainjob.RunningInstall.action;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.install.Replica;
import io.jararaca.e2e.mainjob.RunLog.Attempt;
import io.jararaca.e2e.process.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Leaders that die or go: every tick is accounted for, by what handlers wrote and by arithmetic
 * done here.
 */
@ExtendWith(E2e.class)
class LeaderLossIT {

  private static final int ACTIONS = 100;
  private static final int SECONDS = 120;
  private static final Duration ALL_DONE = Duration.ofMinutes(3);

  @Test
  void with_catch_up_all_every_tick_runs_though_the_leader_is_killed_three_times(
      SharedServers servers, Sandbox sandbox) {
    RunningInstall install = new RunningInstall(servers, sandbox, "leader-loss-all").start(2, 1);
    Instant first = firstTick();
    applyActions(install, "catchUp: All, allowOverlap: true", first);

    killLeaderThreeTimes(install, first);

    await()
        .atMost(ALL_DONE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(install.runLog().succeeded()).hasSize(ACTIONS * SECONDS));
    Map<Instant, Set<String>> runsOfTick =
        install.runLog().attempts().stream()
            .collect(
                Collectors.groupingBy(
                    Attempt::plannedAt, Collectors.mapping(Attempt::run, Collectors.toSet())));
    assertThat(runsOfTick.keySet())
        .as("every second that was planned, and no other")
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, SECONDS).mapToObj(first::plusSeconds).toList());
    assertThat(runsOfTick.values())
        .as("each second has one run of each action")
        .allSatisfy(runs -> assertThat(runs).hasSize(ACTIONS));
    assertThat(install.runLog().overlaps()).isEmpty();
    report("catchUp All, three kills", install);
  }

  @Test
  void with_defaults_every_tick_has_its_run_or_its_reason_though_the_leader_is_killed_three_times(
      SharedServers servers, Sandbox sandbox) {
    RunningInstall install = new RunningInstall(servers, sandbox, "leader-loss").start(2, 1);
    Instant first = firstTick();
    applyActions(install, "historyLimit: 1", first);

    killLeaderThreeTimes(install, first);

    await()
        .atMost(ALL_DONE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              for (JsonNode action : install.list("sact")) {
                JsonNode counters = action.path("status").path("counters");
                assertThat(
                        counters.path("runs").asLong()
                            + counters.path("skipped").asLong()
                            + counters.path("missed").asLong())
                    .as("%s: %s", action.path("metadata").path("name"), counters)
                    .isEqualTo(SECONDS);
                assertThat(counters.path("succeeded")).isEqualTo(counters.path("runs"));
              }
            });
    long runs = 0;
    for (JsonNode action : install.list("sact")) {
      runs += action.path("status").path("counters").path("runs").asLong();
    }
    assertThat(install.runLog().succeeded())
        .as("the handlers ran what the status says")
        .hasSize((int) runs);
    assertThat(install.runLog().overlaps()).isEmpty();
    report("defaults, three kills, " + runs + " runs of " + ACTIONS * SECONDS + " ticks", install);
  }

  @Test
  void a_leader_that_is_told_to_go_is_followed_at_once(SharedServers servers, Sandbox sandbox) {
    RunningInstall install = new RunningInstall(servers, sandbox, "leader-goes").start(2, 1);
    install.apply(action("tick", "{cron: '* * * * * *', handler: count, allowOverlap: true}"));
    await().atMost(RunningInstall.PATIENCE).until(() -> install.runLog().succeeded().size() >= 2);

    Replica leader = install.leader();
    long told = System.currentTimeMillis();
    leader.process().terminate(Duration.ofSeconds(20));

    Attempt next =
        await()
            .atMost(RunningInstall.PATIENCE)
            .until(
                () ->
                    install.runLog().attempts().stream()
                        .filter(run -> run.plannedAt().toEpochMilli() > told + 1000)
                        .findFirst(),
                Optional::isPresent)
            .orElseThrow();
    System.out.printf(
        "after SIGTERM of the leader, the tick of %s began %d ms after the signal (goal 2000)%n",
        next.plannedAt(), next.begin() - told);
    assertThat(next.begin() - told).isLessThan(6_000);
  }

  private static Instant firstTick() {
    return Instant.now().plusSeconds(20).truncatedTo(ChronoUnit.SECONDS);
  }

  private static void applyActions(RunningInstall install, String rules, Instant first) {
    Instant last = first.plusSeconds(SECONDS - 1);
    install.apply(
        IntStream.range(0, ACTIONS)
            .mapToObj(
                i ->
                    action(
                        "action-" + i,
                        "{cron: '* * * * * *', handler: count, %s, startTime: '%s', endTime: '%s'}"
                            .formatted(rules, first, last)))
            .collect(Collectors.joining()));
  }

  /**
   * At a quarter, half and three quarters of the time, each followed by a new replica, as a
   * Deployment would start it.
   */
  private static void killLeaderThreeTimes(RunningInstall install, Instant first) {
    for (int quarter = 1; quarter <= 3; quarter++) {
      Instant at = first.plusSeconds((long) quarter * SECONDS / 4);
      await().atMost(Duration.ofMinutes(3)).until(() -> Instant.now().isAfter(at));
      Replica leader = install.leader();
      leader.process().kill();
      install.startOperator();
    }
  }

  private static void report(String what, RunningInstall install) {
    LongSummaryStatistics lateness =
        install.runLog().attempts().stream()
            .mapToLong(run -> run.begin() - run.plannedAt().toEpochMilli())
            .summaryStatistics();
    System.out.printf(
        "%s: %d attempts of %d runs, latest start %d ms after its planned instant, mean %.0f ms%n",
        what,
        install.runLog().attempts().size(),
        install.runLog().succeeded().size(),
        lateness.getMax(),
        lateness.getAverage());
  }
}
