package io.jararaca.core.schedule;

import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * A cron expression on the clocks of a time zone.
 *
 * <p>Time is walked in stretches of one offset. Within a stretch clocks run evenly and {@link
 * LocalTicks} answers at once; between two, clocks are put forward (a gap) or back (a second pass):
 *
 * <ul>
 *   <li>A tick lost in a gap fires at the gap's end under {@link DstGapPolicy#NEXT_VALID}. With an
 *       hour field of {@code *} none is lost: it means every hour there is.
 *   <li>In a second pass only an hour field of {@code *} or {@code *}{@code /n} fires again.
 * </ul>
 */
record CronTicks(LocalTicks local, ZoneRules rules, DstGapPolicy gapPolicy) implements Ticks {
  /** The calendar repeats after 400 years; what does not come in that time never does. */
  private static final long CYCLE = 146_097L * 86_400;

  @Override
  public long atOrAfter(long second) {
    if (!local.days().possible()) {
      return NONE;
    }
    long limit = Math.min(LATEST, second + CYCLE);
    for (long from = Math.max(EARLIEST, second); from <= limit; ) {
      Stretch stretch = Stretch.around(rules, from);
      if (from == stretch.start() && lateTick(stretch)) {
        return from;
      }
      long tick = local.first(localFrom(stretch, from), stretch.localEnd());
      if (tick != NONE) {
        return tick - stretch.offset();
      }
      from = stretch.end();
    }
    return NONE;
  }

  @Override
  public long atOrBefore(long second) {
    if (!local.days().possible()) {
      return NONE;
    }
    long limit = Math.max(EARLIEST, second - CYCLE);
    for (long to = Math.min(LATEST, second); to >= limit; ) {
      Stretch stretch = Stretch.around(rules, to);
      long tick = local.last(localFrom(stretch, stretch.start()), to + 1 + stretch.offset());
      if (tick != NONE) {
        return tick - stretch.offset();
      }
      if (lateTick(stretch)) {
        return stretch.start();
      }
      to = stretch.start() - 1;
    }
    return NONE;
  }

  @Override
  public long count(long from, long to) {
    long count = 0;
    for (long second = Math.max(EARLIEST, from); second <= Math.min(LATEST, to); ) {
      Stretch stretch = Stretch.around(rules, second);
      long end = Math.min(stretch.end(), to + 1);
      count += local.count(localFrom(stretch, second), end + stretch.offset());
      if (second == stretch.start() && lateTick(stretch) && !onTime(stretch.localStart())) {
        count++;
      }
      second = stretch.end();
    }
    return count;
  }

  @Override
  public Optional<String> never() {
    return local.days().possible() ? Optional.empty() : Optional.of(DayWords.never(local.days()));
  }

  /** Where regular ticks begin, in local seconds: in a second pass they were in the first. */
  private long localFrom(Stretch stretch, long second) {
    long from = second + stretch.offset();
    return stretch.beginsWithSecondPass() && !local.times().anyHour()
        ? Math.max(from, stretch.localStartUnchanged())
        : from;
  }

  /** Whether a tick that was lost in the gap before this stretch fires at its start. */
  boolean lateTick(Stretch stretch) {
    if (gapPolicy == DstGapPolicy.SKIP || !stretch.beginsAfterGap() || local.times().everyHour()) {
      return false;
    }
    return local.first(stretch.localStartUnchanged(), stretch.localStart()) != NONE;
  }

  private boolean onTime(long localSecond) {
    return local.first(localSecond, localSecond + 1) != NONE;
  }
}
