package io.jararaca.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The promises under faults. {@code -Dsimulation.histories=N} runs more histories or fewer, {@code
 * -Dsimulation.first=N} begins with another seed, {@code -Dsimulation.seed=N} replays one.
 */
class SimulationTest {

  private static final int HISTORIES = Integer.getInteger("simulation.histories", 10_000);
  private static final long FIRST = Long.getLong("simulation.first", 1);

  /** So many histories leave no place in the table empty, were it ever so unlikely. */
  private static final int FILLING = 4000;

  private final ErrorLog errors = new ErrorLog();

  @AfterEach
  void log_again() {
    errors.close();
  }

  @Test
  void the_promises_hold_whatever_goes_wrong() {
    Long replayed = Long.getLong("simulation.seed");
    if (replayed != null) {
      Histories.run(replayed, new FaultTable(), Setting.NORMAL).ifPresent(this::fail);
      return;
    }
    FaultTable table = new FaultTable();
    AtomicLong steps = new AtomicLong();
    long begun = System.nanoTime();

    List<Histories.Failure> failures =
        Histories.runAll(FIRST, HISTORIES, table, Setting.NORMAL, steps);

    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "%d histories from seed %d, %d steps, %.1f s%n%s%n",
        HISTORIES, FIRST, steps.get(), seconds, table);
    failures.stream()
        .limit(20)
        .forEach(each -> System.out.println(each.seed() + ": " + each.promise()));
    failures.stream().findFirst().ifPresent(this::fail);
    if (HISTORIES >= FILLING) {
      assertThat(table.empty()).as("faults that never struck at a step").isEmpty();
    }
  }

  @Test
  void a_seed_gives_the_same_history_each_time() {
    List<String> first = Histories.tell(7, Setting.NORMAL);
    List<String> second = Histories.tell(7, Setting.NORMAL);

    assertThat(second).isEqualTo(first).hasSizeGreaterThan(200);
  }

  private void fail(Histories.Failure failure) {
    throw new AssertionError(failure.toString());
  }
}
