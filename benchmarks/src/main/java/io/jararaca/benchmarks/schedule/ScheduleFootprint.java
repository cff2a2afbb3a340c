package io.jararaca.benchmarks.schedule;

import io.jararaca.core.schedule.DstGapPolicy;
import io.jararaca.core.schedule.Schedule;
import io.jararaca.core.schedule.ScheduleSpec;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;

/** Measures the heap that an armed schedule with all its fields set keeps. */
public final class ScheduleFootprint {
  private static final int SCHEDULES = 200_000;
  private static final int COLLECTIONS = 5;

  private ScheduleFootprint() {}

  /** Prints bytes a schedule, texts of their own included, as a reconciler reads them. */
  public static void main(String[] args) {
    compile(0);
    Schedule[] kept = new Schedule[SCHEDULES];
    long before = used();
    for (int i = 0; i < SCHEDULES; i++) {
      kept[i] = compile(i);
    }
    long bytes = (used() - before) / SCHEDULES;
    System.out.println(bytes + " bytes a schedule, the last: " + kept[SCHEDULES - 1]);
  }

  private static Schedule compile(int i) {
    Instant start = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i);
    return new ScheduleSpec(
            i % 60 + " " + i % 24 + " * * MON-FRI",
            new StringBuilder("Europe/Berlin").toString(),
            DstGapPolicy.NEXT_VALID,
            start,
            start.plus(Duration.ofDays(365)),
            Duration.ofSeconds(1 + i % 600),
            start)
        .compile();
  }

  private static long used() {
    for (int i = 0; i < COLLECTIONS; i++) {
      ManagementFactory.getMemoryMXBean().gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
