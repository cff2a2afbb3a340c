package io.jararaca.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.simulation.ErrorLog;
import io.jararaca.core.simulation.FaultTable;
import io.jararaca.core.simulation.Histories;
import io.jararaca.core.simulation.Setting;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The simulation, whose ledger is the functions on a real server. {@code
 * -Dsimulation.redis.histories=N} runs more histories or fewer, {@code -Dsimulation.first=N} begins
 * with another seed, {@code -Dsimulation.seed=N} replays one.
 */
class SimulationOnRedisTest {

  private static final int HISTORIES = Integer.getInteger("simulation.redis.histories", 300);
  private static final Setting ON_REDIS = Setting.on(SimulatedRedis.servers());

  private final ErrorLog errors = new ErrorLog();

  @AfterEach
  void log_again() {
    errors.close();
  }

  @Test
  void the_promises_hold_on_a_real_server() {
    Long replayed = Long.getLong("simulation.seed");
    AtomicLong steps = new AtomicLong();
    long begun = System.nanoTime();

    List<Histories.Failure> failures =
        replayed == null
            ? Histories.runAll(
                Long.getLong("simulation.first", 1), HISTORIES, new FaultTable(), ON_REDIS, steps)
            : Histories.run(replayed, new FaultTable(), ON_REDIS).stream().toList();

    System.out.printf(
        "%d histories on Redis, %d steps, %.1f s%n",
        replayed == null ? HISTORIES : 1, steps.get(), (System.nanoTime() - begun) / 1e9);
    failures.forEach(each -> System.out.println(each.seed() + ": " + each.promise()));
    assertThat(failures).as("%s", failures.stream().findFirst().orElse(null)).isEmpty();
  }
}
