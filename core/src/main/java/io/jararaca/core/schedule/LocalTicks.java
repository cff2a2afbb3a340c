package io.jararaca.core.schedule;

/**
 * The matches of a cron expression on a calendar without time zone, in local seconds: those since
 * 1970-01-01T00:00:00 on the wall.
 */
record LocalTicks(TimesOfDay times, Days days) {
  static final long NONE = Ticks.NONE;

  /** The first match at or after {@code from} and before {@code end}, or {@link #NONE}. */
  long first(long from, long end) {
    if (from >= end) {
      return NONE;
    }
    long day = day(from);
    long limit = day(end - 1);
    long matching = days.atOrAfter(day, limit);
    if (matching == day) {
      int second = times.atOrAfter(secondOfDay(from));
      if (second != TimesOfDay.NONE) {
        return before(end, at(day, second));
      }
      matching = days.atOrAfter(day + 1, limit);
    }
    return matching == Days.NONE ? NONE : before(end, at(matching, times.first()));
  }

  /** The last match at or after {@code from} and before {@code end}, or {@link #NONE}. */
  long last(long from, long end) {
    if (from >= end) {
      return NONE;
    }
    long day = day(end - 1);
    long limit = day(from);
    long matching = days.atOrBefore(day, limit);
    if (matching == day) {
      int second = times.atOrBefore(secondOfDay(end - 1));
      if (second != TimesOfDay.NONE) {
        return notBefore(from, at(day, second));
      }
      matching = days.atOrBefore(day - 1, limit);
    }
    return matching == Days.NONE ? NONE : notBefore(from, at(matching, times.last()));
  }

  /** How many matches lie at or after {@code from} and before {@code end}. */
  long count(long from, long end) {
    if (from >= end) {
      return 0;
    }
    long firstDay = day(from);
    long lastDay = day(end);
    return days.count(firstDay, lastDay) * times.perDay()
        + days.count(lastDay, lastDay + 1) * times.countBefore(secondOfDay(end))
        - days.count(firstDay, firstDay + 1) * times.countBefore(secondOfDay(from));
  }

  private static long day(long second) {
    return Math.floorDiv(second, (long) TimesOfDay.DAY);
  }

  private static int secondOfDay(long second) {
    return (int) Math.floorMod(second, (long) TimesOfDay.DAY);
  }

  private static long at(long day, int second) {
    return day * TimesOfDay.DAY + second;
  }

  private static long before(long end, long tick) {
    return tick < end ? tick : NONE;
  }

  private static long notBefore(long from, long tick) {
    return tick >= from ? tick : NONE;
  }
}
