package io.jararaca.core.simulation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Runs histories. */
public final class Histories {

  /**
   * A history that broke a promise.
   *
   * @param lines what happened, a line a step
   */
  public record Failure(long seed, String promise, List<String> lines) {

    @Override
    public String toString() {
      return "seed "
          + seed
          + ": "
          + promise
          + "\nreplay it by -Dsimulation.seed="
          + seed
          + "\n"
          + String.join("\n", lines);
    }
  }

  private Histories() {}

  public static Optional<Failure> run(long seed, FaultTable table, Setting setting) {
    return run(seed, table, setting, new AtomicLong());
  }

  private static Optional<Failure> run(
      long seed, FaultTable table, Setting setting, AtomicLong steps) {
    Simulation quiet = new Simulation(seed, table, setting, false);
    try {
      quiet.run();
      steps.addAndGet(quiet.steps());
      if (quiet.steps() < 200 || quiet.faultsStruck() < FaultPlan.FEWEST) {
        throw new BrokenPromise(
            "too poor a history: " + quiet.steps() + " steps, " + quiet.faultsStruck() + " faults");
      }
      return Optional.empty();
    } catch (Throwable broken) {
      return Optional.of(replay(seed, setting, broken));
    }
  }

  /** What happens in a history that goes well. */
  static List<String> tell(long seed, Setting setting) {
    Simulation told = new Simulation(seed, new FaultTable(), setting, true);
    told.run();
    return told.lines();
  }

  /** Side by side; the failures by their seeds. */
  public static List<Failure> runAll(
      long first, int count, FaultTable table, Setting setting, AtomicLong steps) {
    return LongStream.range(first, first + count)
        .parallel()
        .mapToObj(seed -> run(seed, table, setting, steps))
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingLong(Failure::seed))
        .toList();
  }

  private static Failure replay(long seed, Setting setting, Throwable broken) {
    Simulation told = new Simulation(seed, new FaultTable(), setting, true);
    try {
      told.run();
    } catch (Throwable again) {
      return new Failure(seed, String.valueOf(again.getMessage()), told.lines());
    }
    return new Failure(seed, "not again when replayed: " + broken, told.lines());
  }
}
