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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Parsing an expression and finding its next tick, for expressions people write. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScheduleBenchmark {
  private static final long SEVEN_HOURS = 7 * 3600;

  /** The expression to parse and ask. */
  @Param({
    "* * * * *",
    "*/5 * * * *",
    "0 3 * * *",
    "30 2 * * MON-FRI",
    "0 0 L * *",
    "0 0 9 ? * FRI#2",
    "0 0 29 2 *",
    "@every 90s"
  })
  public String expression = "";

  private Instant now = Instant.parse("2026-03-01T00:00:00Z");
  private Optional<Schedule> compiled = Optional.empty();

  @Benchmark
  public Schedule parse() {
    return spec().compile();
  }

  /** Moves on by seven hours each time, through changes of clocks and leap years. */
  @Benchmark
  public Optional<Instant> next() {
    now = now.plusSeconds(SEVEN_HOURS);
    return schedule().next(now);
  }

  private Schedule schedule() {
    if (compiled.isEmpty()) {
      compiled = Optional.of(spec().compile());
    }
    return compiled.get();
  }

  private ScheduleSpec spec() {
    return ScheduleSpec.of(expression).withTimeZone("Europe/Berlin");
  }
}
