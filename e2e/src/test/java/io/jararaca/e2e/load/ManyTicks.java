package io.jararaca.e2e.load;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jararaca.e2e.install.Replica;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;

/** Actions that all tick every second: their statuses can only follow at a limited rate. */
final class ManyTicks {

  private static final Duration TO_DECLARE = Duration.ofSeconds(90);
  private static final Duration SETTLED = Duration.ofMinutes(5);

  /** STATUS_WRITES_PER_SECOND as it is by default. */
  static final int WRITES_PER_SECOND = 100;

  private ManyTicks() {}

  /**
   * What it came to.
   *
   * @param writesPerSecond of statuses, while ticks came
   * @param runs that handlers did
   * @param untrue statuses that at the end did not say what there was
   */
  record Figures(int actions, int seconds, double writesPerSecond, long runs, int untrue) {}

  static Figures measure(LoadStage stage, int count, int seconds) {
    Replica operator = stage.startOperator("operator-ticks");
    operator.awaitReady(Duration.ofMinutes(2));
    Instant first = Instant.now().plus(TO_DECLARE);
    Instant last = first.plusSeconds(seconds - 1L);
    try (ManyActions actions = stage.actions()) {
      actions.create(count, index -> ManyActions.everySecond(first, last));
    }
    LoadStage.awaitArmed(operator, count);
    awaitUntil(first);
    double before = written(operator);
    Instant begun = Instant.now();
    awaitUntil(last);
    double rate =
        (written(operator) - before) * 1000 / Duration.between(begun, Instant.now()).toMillis();
    try {
      await("statuses tell the truth")
          .atMost(SETTLED)
          .pollInterval(Duration.ofSeconds(5))
          .until(() -> untrue(stage, seconds) == 0);
    } catch (ConditionTimeoutException e) {
      System.out.println("not all statuses are true within " + SETTLED);
    }
    return new Figures(
        count,
        seconds,
        rate,
        runsOf(stage).values().stream().mapToInt(Set::size).sum(),
        untrue(stage, seconds));
  }

  private static double written(Replica operator) {
    return LoadStage.metric(operator, "jararaca_status_writes_total{result=\"written\"}");
  }

  private static int untrue(LoadStage stage, int seconds) {
    Map<String, Set<String>> runs = runsOf(stage);
    int untrue = 0;
    for (JsonNode action : stage.install().list("sact")) {
      JsonNode counters = action.path("status").path("counters");
      int ran =
          runs.getOrDefault(
                  "ScheduledAction/" + LoadStage.NAME + "/" + action.at("/metadata/name").asText(),
                  Set.of())
              .size();
      boolean all =
          counters.path("runs").asInt()
                  + counters.path("skipped").asInt()
                  + counters.path("missed").asInt()
              == seconds;
      if (!all || counters.path("succeeded").asInt() != ran) {
        untrue++;
      }
    }
    return untrue;
  }

  /** The planned seconds that ran, by owner. */
  private static Map<String, Set<String>> runsOf(LoadStage stage) {
    Map<String, Set<String>> runs = new HashMap<>();
    for (String line : stage.ran()) {
      String[] fields = line.split("\t", -1);
      runs.computeIfAbsent(fields[0], any -> new HashSet<>()).add(fields[1]);
    }
    return runs;
  }

  private static void awaitUntil(Instant instant) {
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> Instant.now().isAfter(instant));
  }
}
