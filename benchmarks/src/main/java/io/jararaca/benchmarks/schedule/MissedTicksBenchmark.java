package io.jararaca.benchmarks.schedule;

import io.jararaca.core.schedule.Schedule;
import io.jararaca.core.schedule.ScheduleSpec;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Counting a year of missed ticks of every second, 31,536,000 of them, and finding the latest. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MissedTicksBenchmark {
  private static final Instant FROM = Instant.parse("2025-06-01T12:00:00Z");
  private static final Instant TO = Instant.parse("2026-06-01T12:00:00Z");

  private final Schedule schedule =
      ScheduleSpec.of("* * * * * *").withTimeZone("Europe/Berlin").compile();

  @Benchmark
  public long count() {
    return schedule.count(FROM, TO);
  }

  @Benchmark
  public Optional<Instant> latest() {
    return schedule.latest(FROM, TO);
  }
}
