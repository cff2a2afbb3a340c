package io.jararaca.core.schedule;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Describes on what days a cron expression fires; nothing to say about every day. */
final class DayWords {
  private static final int ALL_MONTHS = 0x1ffe;
  private static final int LONG_LIST = 4;
  private static final List<String> ORDINALS =
      List.of("first", "second", "third", "fourth", "fifth");

  private final Days days;

  private DayWords(Days days) {
    this.days = days;
  }

  static String of(Days days) {
    return new DayWords(days).words();
  }

  /** Why no day matches, for days of which none does. */
  static String never(Days days) {
    DayWords words = new DayWords(days);
    String monthDays = Words.list(words.monthDays()) + " of " + words.month();
    return days.anyDayOfWeek()
        ? "no year has " + monthDays
        : "no day of any year matches both the day of month and the day of week";
  }

  static String ordinal(int number) {
    boolean teen = number % 100 / 10 == 1;
    String suffix =
        switch (teen ? 0 : number % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
    return number + suffix;
  }

  private String words() {
    boolean anyMonthDay = days.anyDayOfMonth();
    boolean anyWeekDay = days.anyDayOfWeek();
    String inMonths = days.months() == ALL_MONTHS ? "" : "in " + months();
    if (anyMonthDay && anyWeekDay) {
      return inMonths.isEmpty() ? "" : "every day " + inMonths;
    }
    String weekDays = Words.list(weekDays("every ", "from ", "on "));
    String ofMonths = days.nth() == 0 && days.last() == 0 ? inMonths : "of " + month();
    if (anyMonthDay) {
      return spaced(weekDays, ofMonths);
    }
    String monthDays = "on " + Words.list(monthDays()) + " of " + month();
    if (anyWeekDay) {
      return monthDays;
    }
    return days.either()
        ? spaced(monthDays + " and also " + weekDays, ofMonths)
        : monthDays + ", if it is " + Words.list(weekDays("a ", "one from ", ""), "or");
  }

  private String month() {
    return days.months() == ALL_MONTHS ? "the month" : months();
  }

  private String months() {
    return Words.list(
        Words.runs(
            days.months(),
            1,
            12,
            month -> Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH)));
  }

  private List<String> monthDays() {
    List<String> words = new ArrayList<>();
    if (days.daysOfMonth() != 0) {
      words.add(plainMonthDays(Integer.toUnsignedLong(days.daysOfMonth())));
    }
    for (int bit = 0; bit <= 31; bit++) {
      if ((days.fromLast() >>> bit & 1) != 0) {
        words.add(bit == 0 ? "the last day" : "the " + before(bit));
      }
      if ((days.nearest() >>> bit & 1) != 0) {
        words.add("the weekday nearest to the " + ordinal(bit));
      }
      if ((days.fromLastNearest() >>> bit & 1) != 0) {
        words.add(bit == 0 ? "the last weekday" : "the weekday nearest to the " + before(bit));
      }
    }
    return words;
  }

  private static String plainMonthDays(long mask) {
    int first = Long.numberOfTrailingZeros(mask);
    int step = Long.numberOfTrailingZeros(mask & mask - 1) - first;
    long stepped = 0;
    for (int day = first; day <= 31; day += Math.max(1, step)) {
      stepped |= 1L << day;
    }
    if (stepped == mask && step > 1 && Long.bitCount(mask) > LONG_LIST) {
      return "every " + ordinal(step) + " day from day " + first;
    }
    String unit = Long.bitCount(mask) == 1 ? "day " : "days ";
    return unit + Words.list(Words.runs(mask, 1, 31, String::valueOf));
  }

  private static String before(int bit) {
    return ordinal(bit) + " day before the last";
  }

  /** The days of the week, each kind after its own preposition. */
  private List<String> weekDays(String each, String run, String numbered) {
    List<String> words = new ArrayList<>();
    // Weeks are told from Monday on, so that a weekend is one.
    int fromMonday = days.daysOfWeek() >>> 1 | (days.daysOfWeek() & 1) << 6;
    List<String> plain = Words.runs(fromMonday, 0, 7, place -> weekDay((place + 1) % 7));
    if (plain.size() == 1 && Integer.bitCount(fromMonday) > 1) {
      words.add(run + plain.get(0));
    } else if (!plain.isEmpty()) {
      words.add(each + Words.list(plain, each.equals("a ") ? "or" : "and"));
    }
    for (int bit = 0; bit < 35; bit++) {
      if ((days.nth() >>> bit & 1) != 0) {
        words.add(numbered + "the " + ORDINALS.get(bit / 7) + " " + weekDay(bit % 7));
      }
    }
    for (int bit = 0; bit < 7; bit++) {
      if ((days.last() >>> bit & 1) != 0) {
        words.add(numbered + "the last " + weekDay(bit));
      }
    }
    return words;
  }

  private static String weekDay(int bit) {
    return DayOfWeek.of(bit == 0 ? 7 : bit).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String spaced(String first, String second) {
    return second.isEmpty() ? first : first + " " + second;
  }
}
