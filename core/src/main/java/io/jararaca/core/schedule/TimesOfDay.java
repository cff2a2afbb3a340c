package io.jararaca.core.schedule;

/**
 * The seconds of a local day that match, as one bit for each second, minute and hour.
 *
 * <p>Each mask has at least one bit, so every day has a first and a last match.
 *
 * @param seconds bits 0 to 59
 * @param minutes bits 0 to 59
 * @param hours bits 0 to 23
 * @param anyHour the hour was written as a star, with or without a step: the schedule follows
 *     elapsed time and fires in both passes of an hour that clocks repeat
 */
record TimesOfDay(long seconds, long minutes, int hours, boolean anyHour) {
  static final int DAY = 86_400;
  static final int NONE = -1;
  private static final int ALL_HOURS = (1 << 24) - 1;

  TimesOfDay {
    if (seconds == 0 || minutes == 0 || hours == 0) {
      throw new IllegalArgumentException("seconds, minutes and hours each need a match");
    }
  }

  /** Whether every hour is meant, so that a gap, which takes no time, takes no tick. */
  boolean everyHour() {
    return anyHour && hours == ALL_HOURS;
  }

  int perDay() {
    return Integer.bitCount(hours) * perHour();
  }

  private int perHour() {
    return Long.bitCount(minutes) * Long.bitCount(seconds);
  }

  int first() {
    return at(
        Integer.numberOfTrailingZeros(hours),
        Long.numberOfTrailingZeros(minutes),
        Long.numberOfTrailingZeros(seconds));
  }

  int last() {
    return at(highest(hours), highest(minutes), highest(seconds));
  }

  /** The first match at this second of the day or later, or {@link #NONE}. */
  int atOrAfter(int secondOfDay) {
    int hour = secondOfDay / 3600;
    int minute = secondOfDay / 60 % 60;
    if (has(hours, hour)) {
      if (has(minutes, minute)) {
        long rest = seconds & from(secondOfDay % 60);
        if (rest != 0) {
          return at(hour, minute, Long.numberOfTrailingZeros(rest));
        }
      }
      long rest = minutes & from(minute + 1);
      if (rest != 0) {
        return at(hour, Long.numberOfTrailingZeros(rest), Long.numberOfTrailingZeros(seconds));
      }
    }
    long rest = hours & from(hour + 1);
    return rest == 0
        ? NONE
        : at(
            Long.numberOfTrailingZeros(rest),
            Long.numberOfTrailingZeros(minutes),
            Long.numberOfTrailingZeros(seconds));
  }

  /** The last match at this second of the day or earlier, or {@link #NONE}. */
  int atOrBefore(int secondOfDay) {
    int hour = secondOfDay / 3600;
    int minute = secondOfDay / 60 % 60;
    if (has(hours, hour)) {
      if (has(minutes, minute)) {
        long rest = seconds & below(secondOfDay % 60 + 1);
        if (rest != 0) {
          return at(hour, minute, highest(rest));
        }
      }
      long rest = minutes & below(minute);
      if (rest != 0) {
        return at(hour, highest(rest), highest(seconds));
      }
    }
    long rest = hours & below(hour);
    return rest == 0 ? NONE : at(highest(rest), highest(minutes), highest(seconds));
  }

  /** How many matches lie before this second of the day. */
  int countBefore(int secondOfDay) {
    int hour = secondOfDay / 3600;
    int minute = secondOfDay / 60 % 60;
    int count = Long.bitCount(hours & below(hour)) * perHour();
    if (has(hours, hour)) {
      count += Long.bitCount(minutes & below(minute)) * Long.bitCount(seconds);
      if (has(minutes, minute)) {
        count += Long.bitCount(seconds & below(secondOfDay % 60));
      }
    }
    return count;
  }

  private static boolean has(long mask, int bit) {
    return (mask >>> bit & 1) != 0;
  }

  private static long from(int bit) {
    return -1L << bit;
  }

  private static long below(int bit) {
    return (1L << bit) - 1;
  }

  private static int highest(long mask) {
    return 63 - Long.numberOfLeadingZeros(mask);
  }

  private static int at(int hour, int minute, int second) {
    return hour * 3600 + minute * 60 + second;
  }
}
