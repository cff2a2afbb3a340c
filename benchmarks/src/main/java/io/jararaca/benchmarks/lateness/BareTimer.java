package io.jararaca.benchmarks.lateness;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** How late a timer of this JVM is for the same instants: nothing here can be earlier. */
final class BareTimer implements AutoCloseable {
  private final InstantSource clock;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<Long> lateMicros = new ArrayList<>();

  BareTimer(InstantSource clock) {
    this.clock = clock;
  }

  void schedule(Instant dueAt) {
    timer.schedule(
        () -> note(dueAt.until(clock.instant(), ChronoUnit.MICROS)),
        clock.instant().until(dueAt, ChronoUnit.NANOS),
        TimeUnit.NANOSECONDS);
  }

  private synchronized void note(long micros) {
    lateMicros.add(micros);
  }

  /** Microseconds from each instant that has come to its task's first instruction. */
  synchronized List<Long> lateMicros() {
    return List.copyOf(lateMicros);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
