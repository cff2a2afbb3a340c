package io.jararaca.core.schedule;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What clocks that are put forward or back do to a tick of a cron expression, in words. */
final class ClockChangeNotes {
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter DATE_TIME_SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter TIME_SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final int MINUTE = 60;

  private final CronTicks ticks;
  private final LocalTicks local;

  private ClockChangeNotes(CronTicks ticks) {
    this.ticks = ticks;
    this.local = ticks.local();
  }

  /**
   * @param previous the tick before, or where the schedule begins; of what was skipped, only what
   *     came after it is told
   */
  static Optional<String> of(CronTicks ticks, long tick, long previous) {
    ClockChangeNotes notes = new ClockChangeNotes(ticks);
    Stretch stretch = Stretch.around(ticks.rules(), tick);
    List<String> told = new ArrayList<>();
    told.addAll(notes.skippedBefore(stretch, previous));
    notes.late(stretch, tick).ifPresent(told::add);
    notes.secondPass(stretch, tick).ifPresent(told::add);
    notes.firstPass(stretch, tick).ifPresent(told::add);
    return told.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", told));
  }

  private Optional<String> late(Stretch stretch, long tick) {
    if (tick != stretch.start() || !ticks.lateTick(stretch)) {
      return Optional.empty();
    }
    boolean itself = local.first(stretch.localStart(), stretch.localStart() + 1) != Ticks.NONE;
    return Optional.of(
        (itself ? "also stands for " : "stands for ") + lost(stretch) + ": " + forward(stretch));
  }

  /** What {@link DstGapPolicy#SKIP} left out since the tick before, oldest first. */
  private List<String> skippedBefore(Stretch last, long previous) {
    List<String> skipped = new ArrayList<>();
    if (ticks.gapPolicy() != DstGapPolicy.SKIP || local.times().everyHour()) {
      return skipped;
    }
    Stretch stretch = last;
    while (stretch.start() > Math.max(previous, Ticks.EARLIEST)) {
      if (stretch.beginsAfterGap()
          && local.first(stretch.localStartUnchanged(), stretch.localStart()) != Ticks.NONE) {
        skipped.add(0, "comes after a skip of " + lost(stretch) + ": " + forward(stretch));
      }
      stretch = Stretch.around(ticks.rules(), stretch.start() - 1);
    }
    return skipped;
  }

  private Optional<String> secondPass(Stretch stretch, long tick) {
    return stretch.beginsWithSecondPass() && tick < stretch.start() + overlap(stretch)
        ? Optional.of("the second %s of this day: %s".formatted(time(stretch, tick), back(stretch)))
        : Optional.empty();
  }

  private Optional<String> firstPass(Stretch stretch, long tick) {
    if (stretch.end() > Ticks.LATEST) {
      return Optional.empty();
    }
    Stretch next = Stretch.around(ticks.rules(), stretch.end());
    if (!next.beginsWithSecondPass() || tick < next.start() - overlap(next)) {
      return Optional.empty();
    }
    String again = local.times().anyHour() ? "the second fires too" : "the second does not fire";
    return Optional.of(
        "the first of two %s, %s: %s".formatted(time(stretch, tick), again, back(next)));
  }

  /** {@code 2026-03-29 02:30, which does not exist}. */
  private String lost(Stretch stretch) {
    long from = stretch.localStartUnchanged();
    long end = stretch.localStart();
    long first = local.first(from, end);
    long count = local.count(from, end);
    return count == 1
        ? dateTime(first) + ", which does not exist"
        : "%d ticks from %s to %s, which do not exist"
            .formatted(count, dateTime(first), time(local.last(from, end)));
  }

  private static long overlap(Stretch stretch) {
    return stretch.localStartUnchanged() - stretch.localStart();
  }

  private static String forward(Stretch stretch) {
    return "clocks go from %s to %s"
        .formatted(time(stretch.localStartUnchanged()), time(stretch.localStart()));
  }

  private static String back(Stretch stretch) {
    return "clocks go back from %s to %s"
        .formatted(time(stretch.localStartUnchanged()), time(stretch.localStart()));
  }

  private static String time(Stretch stretch, long tick) {
    return time(tick + stretch.offset());
  }

  private static String time(long localSecond) {
    return written(localSecond, TIME, TIME_SECOND);
  }

  private static String dateTime(long localSecond) {
    return written(localSecond, DATE_TIME, DATE_TIME_SECOND);
  }

  private static String written(
      long localSecond, DateTimeFormatter toTheMinute, DateTimeFormatter toTheSecond) {
    LocalDateTime local = LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC);
    return local.format(localSecond % MINUTE == 0 ? toTheMinute : toTheSecond);
  }
}
