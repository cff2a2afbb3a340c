package io.jararaca.e2e.load;

import static org.awaitility.Awaitility.await;

import io.jararaca.e2e.install.Replica;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;

/** One operator with the chart's heap, and as many actions as an install shall bear. */
final class ManyResources {

  private static final Duration WATCHED = Duration.ofSeconds(90);
  private static final Duration LATE = Duration.ofMinutes(3);

  private ManyResources() {}

  /**
   * What it came to.
   *
   * @param warm from the start of a process to the last action armed
   * @param missed ticks of the time watched that nobody ran
   */
  record Figures(int actions, Duration warm, long bytesEach, Heap heap, int ticks, int missed) {}

  static Figures measure(LoadStage stage, int count) {
    Replica first = stage.startOperator("operator-empty");
    first.awaitReady(Duration.ofMinutes(2));
    Heap empty = Heap.of(first.process());
    first.process().terminate(Duration.ofSeconds(30));
    try (ManyActions actions = stage.actions()) {
      Instant begun = Instant.now();
      actions.create(count, ManyActions::everyTenMinutes);
      System.out.printf(
          "created %d actions in %d s%n",
          count, Duration.between(begun, Instant.now()).toSeconds());
    }
    Instant started = Instant.now();
    Replica operator = stage.startOperator("operator-full");
    LoadStage.awaitArmed(operator, count);
    Duration warm = Duration.between(started, Instant.now());
    System.out.printf("armed after %d ms%n", warm.toMillis());
    Instant from = Instant.now();
    List<String> due = awaitTicks(stage, count, from);
    Heap full = Heap.of(operator.process());
    return new Figures(
        count,
        warm,
        (full.bytes() - empty.bytes()) / count,
        full,
        due.size(),
        missing(stage, due).size());
  }

  /** The ticks of a while, once they ran, or it has become hopeless. */
  private static List<String> awaitTicks(LoadStage stage, int count, Instant from) {
    Instant to = from.plus(WATCHED);
    List<String> due = new ArrayList<>();
    for (long second = from.getEpochSecond() + 1; second < to.getEpochSecond(); second++) {
      for (int i = 0; i < count; i++) {
        if (ManyActions.ticksAt(i, second)) {
          due.add(
              "ScheduledAction/%s/%s\t%d".formatted(LoadStage.NAME, ManyActions.name(i), second));
        }
      }
    }
    try {
      await("the ticks ran")
          .atMost(WATCHED.plus(LATE))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> missing(stage, due).isEmpty());
    } catch (ConditionTimeoutException e) {
      System.out.println("not all ticks ran within " + WATCHED.plus(LATE));
    }
    return due;
  }

  private static Set<String> missing(LoadStage stage, List<String> due) {
    Set<String> missing = new HashSet<>(due);
    stage.ran().forEach(missing::remove);
    return missing;
  }
}
