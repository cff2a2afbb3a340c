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

  private TimeWords() {}

  static String of(TimesOfDay times) {
    if (few(times)) {
      return "at " + Words.list(clock(times));
    }
    return times.seconds() == 1 ? minutes(times) : seconds(times);
  }

  /** Whether the times are so few that they are all told. */
  static boolean few(TimesOfDay times) {
    return times.perDay() <= FEW && step(times.hours(), HOURS) != 1;
  }

  private static List<String> clock(TimesOfDay times) {
    boolean withSeconds = times.seconds() != 1;
    List<String> clock = new ArrayList<>();
    for (int tick = times.first(); tick != TimesOfDay.NONE && tick < TimesOfDay.DAY; ) {
      String time = String.format(Locale.ROOT, "%02d:%02d", tick / 3600, tick / 60 % 60);
      clock.add(withSeconds ? time + String.format(Locale.ROOT, ":%02d", tick % 60) : time);
      tick = tick + 1 < TimesOfDay.DAY ? times.atOrAfter(tick + 1) : TimesOfDay.NONE;
    }
    return clock;
  }

  private static String minutes(TimesOfDay times) {
    int step = step(times.minutes(), MINUTES);
    int hourStep = step(times.hours(), HOURS);
    if (step > 0) {
      return every(step, "minute") + (hourStep == 1 ? "" : " of " + hours(times));
    }
    if (times.minutes() != 1) {
      return "at " + set("minute", times.minutes()) + " of " + hours(times);
    }
    return hourStep > 0 ? every(hourStep, "hour") : "at minute 0 of " + hours(times);
  }

  private static String seconds(TimesOfDay times) {
    int step = step(times.seconds(), SECONDS);
    int minuteStep = step(times.minutes(), MINUTES);
    boolean eachHour = step(times.hours(), HOURS) == 1;
    StringBuilder words =
        new StringBuilder(
            step > 0 ? every(step, "second") : "at " + set("second", times.seconds()));
    if (minuteStep != 1 || step == 0) {
      words.append(" of ");
      words.append(
          minuteStep > 0 ? everyNth(minuteStep, "minute") : set("minute", times.minutes()));
    }
    if (!eachHour || minuteStep == 0) {
      words.append(" of ").append(hours(times));
    }
    return words.toString();
  }

  private static String hours(TimesOfDay times) {
    int step = step(times.hours(), HOURS);
    return step > 0 ? everyNth(step, "hour") : set("hour", times.hours());
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

  private static String set(String unit, long mask) {
    List<String> runs = Words.runs(mask, String::valueOf);
    return unit + (Long.bitCount(mask) == 1 ? " " : "s ") + Words.list(runs);
  }
}
