package io.jararaca.e2e.soak;

import static org.awaitility.Awaitility.await;

import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.e2e.mainjob.RunLog.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/** Lets faults strike one after the other, measures each recovery, and judges at the end. */
final class Soak {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int MESSAGES_A_STRIKE = 6;
  private static final Duration CALM = Duration.ofSeconds(2);

  private final SoakStage stage;
  private final Random random;
  private final Set<String> owners;
  private final Map<String, List<Struck>> struck = new TreeMap<>();
  private final List<Strike> strikes = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  /**
   * A recovery.
   *
   * @param recovered by the fault's measure
   * @param allAgain until each action had a tick again
   */
  record Struck(Fault fault, Duration recovered, Duration allAgain) {}

  Soak(SoakStage stage, long seed) {
    this.stage = stage;
    this.random = new Random(seed);
    this.owners =
        stage.population().owners().stream().map(OwnerKey::toString).collect(Collectors.toSet());
  }

  /** Lets each of these strike in this order. */
  void strike(List<Fault> faults) {
    stage.populations().forEach(Population::declare);
    Instant first = stage.population().soon();
    stage.populations().forEach(each -> each.beginAt(first));
    requireInTime(first);
    awaitAllTicking(Strike.at(first));
    faults.forEach(this::strike);
  }

  /** What was applied too late to be true would look like a broken promise. */
  private static void requireInTime(Instant announced) {
    if (Instant.now().isAfter(announced)) {
      throw new IllegalStateException("too slow a machine: applying took until " + announced);
    }
  }

  private void strike(Fault fault) {
    stage
        .population()
        .declareMessages(
            MESSAGES_A_STRIKE, Instant.now(), (int) stage.form().partition().toSeconds());
    stage.readReasons();
    SoakStage.hold(Duration.ofMillis(random.nextInt(1000)));
    stage.expect(fault.name());
    Strike strike = fault.blow().strike(stage, random);
    strikes.add(strike);
    stage.look("just after");
    strike.complaints().forEach(complaint -> wrong.add(fault.name() + ": " + complaint));
    try {
      Duration recovered =
          await(fault.name() + ": recovery")
              .atMost(PATIENCE)
              .until(() -> Recovery.measure(fault, strike, stage.attempts()), Optional::isPresent)
              .orElseThrow();
      Duration allAgain = awaitAllTicking(strike);
      note(new Struck(fault, recovered, allAgain));
    } catch (ConditionTimeoutException e) {
      wrong.add(fault.name() + ": no recovery in " + PATIENCE);
    }
    stage.readReasons();
    SoakStage.hold(CALM);
  }

  private void note(Struck recovery) {
    struck.computeIfAbsent(recovery.fault().name(), any -> new ArrayList<>()).add(recovery);
    System.out.printf(
        "figure: %s: recovered in %d ms (goal %d), all actions tick again after %d ms%n",
        recovery.fault().name(),
        recovery.recovered().toMillis(),
        recovery.fault().goal().toMillis(),
        recovery.allAgain().toMillis());
  }

  private Duration awaitAllTicking(Strike strike) {
    return await("all actions tick again")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .until(() -> Recovery.all(strike, owners, stage.attempts()), Optional::isPresent)
        .orElseThrow();
  }

  /** Lets all end, and judges: everything that is wrong. */
  List<String> end() {
    Instant last = stage.population().soon();
    stage.populations().forEach(each -> each.endAt(last));
    requireInTime(last);
    try {
      await("all is accounted for")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> Instant.now().isAfter(last) && settled(last));
    } catch (ConditionTimeoutException e) {
      wrong.add("not all was accounted for within " + PATIENCE);
      List<RunSnapshot> live = stage.readReasons();
      live.forEach(run -> wrong.add("it has not ended: " + run));
    }
    wrong.addAll(stage.judge(last, strikes));
    report();
    return List.copyOf(wrong);
  }

  private boolean settled(Instant last) {
    return stage.readReasons().isEmpty() && stage.judge(last, strikes).isEmpty();
  }

  private void report() {
    List<Attempt> attempts = stage.attempts();
    System.out.printf(
        "figure: %d strikes, %d attempts of %d runs, %d complaints%n",
        strikes.size(),
        attempts.size(),
        attempts.stream().map(Attempt::run).distinct().count(),
        wrong.size());
  }

  /** Recoveries, by the name of the fault. */
  Map<String, List<Struck>> struck() {
    return struck;
  }
}
