package io.jararaca.core.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Describes at what times of the day a cron expression fires. */
final class TimeWords {
  private static final int FEW = 6;
  private static final int SECONDS = 60;
  private static final int MINUTES = 60;
  private static final int HOURS = 24;
  private static final long ONLY_ZERO = 1;

  private final TimesOfDay times;
  private final int hourStep;
  private final int minuteStep;
  private final int secondStep;

  private TimeWords(TimesOfDay times) {
    this.times = times;
    hourStep = step(times.hours(), HOURS);
    minuteStep = step(times.minutes(), MINUTES);
    secondStep = step(times.seconds(), SECONDS);
  }

  static String of(TimesOfDay times) {
    TimeWords words = new TimeWords(times);
    if (few(times)) {
      return "at " + Words.list(words.clock());
    }
    return times.seconds() == ONLY_ZERO ? words.minutes() : words.seconds();
  }

  /** Whether the times are so few, and so little alike, that each is told. */
  static boolean few(TimesOfDay times) {
    TimeWords words = new TimeWords(times);
    return times.perDay() <= FEW
        && Long.bitCount(times.seconds()) == 1
        && !(words.oneRunOfHours() && Integer.bitCount(times.hours()) > 2);
  }

  private List<String> clock() {
    List<String> clock = new ArrayList<>();
    for (int tick = times.first(); tick != TimesOfDay.NONE; ) {
      clock.add(clock(tick));
      tick = tick + 1 < TimesOfDay.DAY ? times.atOrAfter(tick + 1) : TimesOfDay.NONE;
    }
    return clock;
  }

  private String clock(int secondOfDay) {
    String time =
        String.format(Locale.ROOT, "%02d:%02d", secondOfDay / 3600, secondOfDay / 60 % 60);
    return times.seconds() == ONLY_ZERO
        ? time
        : time + String.format(Locale.ROOT, ":%02d", secondOfDay % 60);
  }

  private String minutes() {
    if (minuteStep > 0) {
      return every(minuteStep, "minute") + (hourStep == 1 ? "" : fromTo(" of " + hours()));
    }
    if (times.minutes() != ONLY_ZERO) {
      return "at " + set("minute", MINUTES, times.minutes()) + " of " + hours();
    }
    if (hourStep > 0) {
      return every(hourStep, "hour");
    }
    return oneRunOfHours() ? "every hour" + fromTo("") : "at minute 0 of " + hours();
  }

  private String seconds() {
    StringBuilder words = new StringBuilder();
    words.append(
        secondStep > 0
            ? every(secondStep, "second")
            : "at " + set("second", SECONDS, times.seconds()));
    if (minuteStep != 1 || secondStep == 0) {
      words.append(" of ");
      words.append(
          minuteStep > 0
              ? everyNth(minuteStep, "minute")
              : set("minute", MINUTES, times.minutes()));
    }
    if (hourStep != 1 || minuteStep == 0) {
      words.append(" of ").append(hours());
    }
    return words.toString();
  }

  private String hours() {
    return hourStep > 0 ? everyNth(hourStep, "hour") : set("hour", HOURS, times.hours());
  }

  /** {@code from 09:00 to 17:45}, or the other words if hours do not follow each other. */
  private String fromTo(String otherwise) {
    if (!oneRunOfHours()) {
      return otherwise;
    }
    long hours = Integer.toUnsignedLong(times.hours());
    int first = Long.numberOfTrailingZeros(hours);
    if (first == 0 && (hours >>> HOURS - 1 & 1) != 0) {
      first = HOURS - Long.numberOfLeadingZeros(~hours << Long.SIZE - HOURS);
    }
    int last = (first + Long.bitCount(hours) - 1) % HOURS;
    return " from "
        + clock(first * 3600 + times.first() % 3600)
        + " to "
        + clock(last * 3600 + times.last() % 3600);
  }

  private boolean oneRunOfHours() {
    long hours = Integer.toUnsignedLong(times.hours());
    long previous = hours << 1 | hours >>> HOURS - 1;
    return Long.bitCount(hours & ~previous) == 1;
  }

  /** The n of {@code *}{@code /n}, if it divides the whole evenly and is not the whole; else 0. */
  private static int step(long mask, int size) {
    for (int step = 1; step <= size / 2; step++) {
      if (size % step == 0) {
        long bits = 0;
        for (int bit = 0; bit < size; bit += step) {
          bits |= 1L << bit;
        }
        if (bits == mask) {
          return step;
        }
      }
    }
    return 0;
  }

  private static String every(int step, String unit) {
    return step == 1 ? "every " + unit : "every " + step + " " + unit + "s";
  }

  private static String everyNth(int step, String unit) {
    return step == 1 ? "every " + unit : "every " + DayWords.ordinal(step) + " " + unit;
  }

  private static String set(String unit, int size, long mask) {
    List<String> runs = Words.runs(mask, 0, size, String::valueOf);
    return unit + (Long.bitCount(mask) == 1 ? " " : "s ") + Words.list(runs);
  }
}
