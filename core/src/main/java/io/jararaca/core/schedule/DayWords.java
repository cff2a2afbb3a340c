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
  private static final List<String> ORDINALS =
      List.of("first", "second", "third", "fourth", "fifth");

  private final Days days;

  private DayWords(Days days) {
    this.days = days;
  }

  static String of(Days days) {
    return new DayWords(days).words();
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
    if (anyMonthDay) {
      return spaced(weekDays(), usesMonth() ? "of " + month() : inMonths);
    }
    String monthDays = "on " + Words.list(monthDays()) + " of " + month();
    if (anyWeekDay) {
      return monthDays;
    }
    return days.either()
        ? spaced(monthDays + " and " + weekDays(), usesMonth() ? "of " + month() : inMonths)
        : monthDays + ", if that day is also one " + weekDays();
  }

  private boolean usesMonth() {
    return days.nth() != 0 || days.last() != 0;
  }

  private String month() {
    return days.months() == ALL_MONTHS ? "the month" : months();
  }

  private String months() {
    return Words.list(
        Words.runs(
            days.months(), bit -> Month.of(bit).getDisplayName(TextStyle.FULL, Locale.ENGLISH)));
  }

  private List<String> monthDays() {
    List<String> words = new ArrayList<>();
    List<String> plain = Words.runs(days.daysOfMonth(), String::valueOf);
    if (!plain.isEmpty()) {
      words.add((Integer.bitCount(days.daysOfMonth()) == 1 ? "day " : "days ") + Words.list(plain));
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

  private static String before(int bit) {
    return ordinal(bit) + " day before the last";
  }

  private String weekDays() {
    List<String> words = new ArrayList<>();
    if (days.daysOfWeek() != 0) {
      words.add(plainWeekDays());
    }
    for (int bit = 0; bit < 35; bit++) {
      if ((days.nth() >>> bit & 1) != 0) {
        words.add("on the " + ORDINALS.get(bit / 7) + " " + weekDay(bit % 7));
      }
    }
    for (int bit = 0; bit < 7; bit++) {
      if ((days.last() >>> bit & 1) != 0) {
        words.add("on the last " + weekDay(bit));
      }
    }
    return Words.list(words);
  }

  /** Weeks are told from Monday on, so that a weekend is one. */
  private String plainWeekDays() {
    int sunday = days.daysOfWeek() & 1;
    int fromMonday = days.daysOfWeek() >>> 1 | sunday << 6;
    List<String> runs = Words.runs(fromMonday, bit -> weekDay((bit + 1) % 7));
    return runs.size() == 1 && Integer.bitCount(fromMonday) > 1
        ? "from " + runs.get(0)
        : "every " + Words.list(runs);
  }

  private static String weekDay(int bit) {
    return DayOfWeek.of(bit == 0 ? 7 : bit).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String spaced(String first, String second) {
    return second.isEmpty() ? first : first + " " + second;
  }
}
