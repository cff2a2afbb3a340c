package io.jararaca.core.schedule;

import java.time.LocalDate;

/**
 * The days of the calendar that match.
 *
 * <p>A month's matches depend only on its length and on the weekday it begins with, so they are
 * found as one mask, and whole months are passed over or counted at once.
 *
 * @param months bits 1 to 12
 * @param daysOfMonth bits 1 to 31
 * @param fromLast bit n: the day n days before the last of the month ({@code L}, {@code L-n})
 * @param nearest bits 1 to 31: the weekday nearest to that day ({@code 15W})
 * @param fromLastNearest bit n: the weekday nearest to the day n before the last ({@code LW})
 * @param daysOfWeek bits 0 (Sunday) to 6
 * @param nth bit 7 * (n - 1) + day of week, n from 1 to 5 ({@code FRI#2})
 * @param last bits 0 to 6: the last such day of the month ({@code FRIL})
 * @param either both the day of the month and of the week are restricted, so that one of them is
 *     enough; otherwise both must match (crontab(5))
 */
record Days(
    int months,
    int daysOfMonth,
    int fromLast,
    int nearest,
    int fromLastNearest,
    int daysOfWeek,
    long nth,
    int last,
    boolean either) {
  static final long NONE = Long.MIN_VALUE;
  private static final int ALL_DAYS_OF_WEEK = 0x7f;
  private static final int ALL_DAYS_OF_MONTH = -2;
  private static final long EACH_WEEK = 1L | 1L << 7 | 1L << 14 | 1L << 21 | 1L << 28;

  /** The first matching day at this epoch day or later and at most {@code limit}, or NONE. */
  long atOrAfter(long epochDay, long limit) {
    LocalDate date = LocalDate.ofEpochDay(epochDay);
    int year = date.getYear();
    int month = date.getMonthValue();
    long first = epochDay - (date.getDayOfMonth() - 1);
    int mask = matches(year, month, first) & -1 << date.getDayOfMonth();
    while (first <= limit) {
      if (mask != 0) {
        long day = first + Integer.numberOfTrailingZeros(mask) - 1;
        return day <= limit ? day : NONE;
      }
      first += length(year, month);
      if (++month > 12) {
        month = 1;
        year++;
      }
      mask = matches(year, month, first);
    }
    return NONE;
  }

  /** The last matching day at this epoch day or earlier and at least {@code limit}, or NONE. */
  long atOrBefore(long epochDay, long limit) {
    LocalDate date = LocalDate.ofEpochDay(epochDay);
    int year = date.getYear();
    int month = date.getMonthValue();
    long first = epochDay - (date.getDayOfMonth() - 1);
    int mask = matches(year, month, first) & upTo(date.getDayOfMonth());
    while (true) {
      if (mask != 0) {
        long day = first + (31 - Integer.numberOfLeadingZeros(mask)) - 1;
        return day >= limit ? day : NONE;
      }
      if (first <= limit) {
        return NONE;
      }
      if (--month < 1) {
        month = 12;
        year--;
      }
      first -= length(year, month);
      mask = matches(year, month, first);
    }
  }

  /** How many days match from the one epoch day up to, and without, the other. */
  long count(long from, long to) {
    if (from >= to) {
      return 0;
    }
    LocalDate date = LocalDate.ofEpochDay(from);
    int year = date.getYear();
    int month = date.getMonthValue();
    long first = from - (date.getDayOfMonth() - 1);
    long count = 0;
    int mask = matches(year, month, first) & -1 << date.getDayOfMonth();
    while (true) {
      int length = length(year, month);
      if (first + length >= to) {
        return count + Integer.bitCount(mask & upTo((int) (to - first)));
      }
      count += Integer.bitCount(mask);
      first += length;
      if (++month > 12) {
        month = 1;
        year++;
      }
      mask = matches(year, month, first);
    }
  }

  /** Whether any day of any year matches: each kind of month is looked at once. */
  boolean possible() {
    for (int month = 1; month <= 12; month++) {
      for (int weekday = 0; weekday < 7 && (months >>> month & 1) != 0; weekday++) {
        if (matches(length(2023, month), weekday) != 0
            || matches(length(2024, month), weekday) != 0) {
          return true;
        }
      }
    }
    return false;
  }

  boolean anyDayOfWeek() {
    return daysOfWeek == ALL_DAYS_OF_WEEK;
  }

  boolean anyDayOfMonth() {
    return daysOfMonth == ALL_DAYS_OF_MONTH;
  }

  private int matches(int year, int month, long firstEpochDay) {
    if ((months >>> month & 1) == 0) {
      return 0;
    }
    // The epoch began on a Thursday.
    return matches(length(year, month), (int) Math.floorMod(firstEpochDay + 4, 7L));
  }

  /** Bits 1 to 31 of a month of this length whose first day is this weekday, 0 for Sunday. */
  private int matches(int length, int firstWeekday) {
    int byMonth = byDayOfMonth(length, firstWeekday);
    int byWeek = byDayOfWeek(length, firstWeekday);
    return (either ? byMonth | byWeek : byMonth & byWeek) & upTo(length) & ~1;
  }

  private int byDayOfMonth(int length, int firstWeekday) {
    int days = daysOfMonth;
    for (int rest = fromLast; rest != 0; rest &= rest - 1) {
      days |= bit(length - Integer.numberOfTrailingZeros(rest));
    }
    for (int rest = nearest; rest != 0; rest &= rest - 1) {
      days |= nearestWeekday(Integer.numberOfTrailingZeros(rest), length, firstWeekday);
    }
    for (int rest = fromLastNearest; rest != 0; rest &= rest - 1) {
      days |= nearestWeekday(length - Integer.numberOfTrailingZeros(rest), length, firstWeekday);
    }
    return days;
  }

  private int byDayOfWeek(int length, int firstWeekday) {
    int doubled = daysOfWeek | daysOfWeek << 7;
    int week = doubled >>> firstWeekday & ALL_DAYS_OF_WEEK;
    int days = (int) (week * EACH_WEEK << 1);
    for (long rest = nth; rest != 0; rest &= rest - 1) {
      int index = Long.numberOfTrailingZeros(rest);
      days |= bit(1 + Math.floorMod(index % 7 - firstWeekday, 7) + index / 7 * 7);
    }
    for (int rest = last; rest != 0; rest &= rest - 1) {
      int lastWeekday = (firstWeekday + length - 1) % 7;
      int weekday = Integer.numberOfTrailingZeros(rest);
      days |= bit(length - Math.floorMod(lastWeekday - weekday, 7));
    }
    return days;
  }

  /** The weekday nearest to a day, never in another month; a day the month lacks has none. */
  private static int nearestWeekday(int day, int length, int firstWeekday) {
    if (day < 1 || day > length) {
      return 0;
    }
    int weekday = (firstWeekday + day - 1) % 7;
    if (weekday == 6) {
      return bit(day > 1 ? day - 1 : day + 2);
    }
    if (weekday == 0) {
      return bit(day < length ? day + 1 : day - 2);
    }
    return bit(day);
  }

  private static int bit(int day) {
    return day >= 1 && day <= 31 ? 1 << day : 0;
  }

  private static int upTo(int day) {
    return day >= 31 ? -1 : (1 << day + 1) - 1;
  }

  private static int length(int year, int month) {
    return switch (month) {
      case 2 -> (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }
}
