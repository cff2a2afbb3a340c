package io.jararaca.core.simulation;


import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The promises under faults. {@code -Dsimulation.histories=10000} runs more of them, {@code
 * -Dsimulation.first=N} others, {@code -Dsimulation.seed=N} replays one.
 */
class SimulationTest {

  private static final int HISTORIES = Integer.getInteger("simulation.histories", 1000);
  private static final long FIRST = Long.getLong("simulation.first", 1);

  private final ErrorLog errors = new ErrorLog();

  @AfterEach
  void log_again() {
    errors.close();
  }

  @Test
  void the_promises_hold_whatever_goes_wrong() {
    Long replayed = Long.getLong("simulation.seed");
    if (replayed != null) {
      Histories.run(replayed, new FaultTable(), Breakage.NONE).ifPresent(this::fail);
      return;
    }
    FaultTable table = new FaultTable();
    AtomicLong steps = new AtomicLong();
    long before = System.nanoTime();
    List<Histories.Failure> failures = Histories.runAll(FIRST, HISTORIES, table, steps);
    System.out.printf("%d histories, %d steps, %.1f s%n%s%n", HISTORIES, steps.get(), (System.nanoTime() - before) / 1e9, table);
    failures.stream().limit(20).forEach(f -> System.out.println(f.seed() + " " + f.promise()));
    failures.stream().findFirst().ifPresent(this::fail);
  }

  private void fail(Histories.Failure failure) {
    throw new AssertionError(failure.toString());
  }
}
