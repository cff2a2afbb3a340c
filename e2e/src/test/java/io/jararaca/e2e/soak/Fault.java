package io.jararaca.e2e.soak;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Something that goes wrong.
 *
 * @param name a row of the table in docs/reliability.md
 * @param measure what its recovery is
 * @param goal for its recovery
 */
record Fault(String name, Measure measure, Duration goal, Blow blow) {

  /** What counts as having recovered. */
  enum Measure {
    /** The first tick planned after the fault was over begins. */
    NEXT_TICK,
    /** The last run that a killed worker was at begins again. */
    INTERRUPTED_RUNS
  }

  /** How it strikes. */
  @FunctionalInterface
  interface Blow {

    /** Strikes, and returns when the fault is over. */
    Strike strike(SoakStage stage, RandomGenerator random);
  }
}
