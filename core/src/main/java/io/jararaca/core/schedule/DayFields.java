package io.jararaca.core.schedule;

import java.util.Locale;

/** Reads the three fields that say on which days: with {@code L}, {@code W} and {@code #}. */
final class DayFields {
  private int daysOfMonth;
  private int fromLast;
  private int nearest;
  private int fromLastNearest;
  private int daysOfWeek;
  private long nth;
  private int last;

  private DayFields() {}

  static Days read(String dayOfMonth, String month, String dayOfWeek) {
    DayFields fields = new DayFields();
    FieldValues monthValues = new FieldValues(CronField.MONTH, month);
    int months = 0;
    for (String element : month.split(",", -1)) {
      months |= (int) monthValues.bits(element);
    }
    fields.readDaysOfMonth(dayOfMonth);
    fields.readDaysOfWeek(dayOfWeek);
    return new Days(
        months,
        fields.daysOfMonth,
        fields.fromLast,
        fields.nearest,
        fields.fromLastNearest,
        fields.daysOfWeek,
        fields.nth,
        fields.last,
        restricted(dayOfMonth) && restricted(dayOfWeek));
  }

  /** As crontab(5) has it, a field that begins with a star restricts nothing by itself. */
  private static boolean restricted(String field) {
    return !field.startsWith("*");
  }

  private void readDaysOfMonth(String text) {
    FieldValues values = new FieldValues(CronField.DAY_OF_MONTH, text);
    for (String written : text.split(",", -1)) {
      String element = written.toUpperCase(Locale.ROOT);
      if (element.startsWith("L")) {
        readFromLast(values, element);
      } else if (element.endsWith("W")) {
        nearest |= 1 << values.value(element.substring(0, element.length() - 1));
      } else {
        daysOfMonth |= (int) values.bits(element);
      }
    }
  }

  /** {@code L}, {@code LW}, {@code L-3}, {@code L-3W}. */
  private void readFromLast(FieldValues values, String element) {
    boolean weekday = element.endsWith("W");
    String offset = element.substring(1, element.length() - (weekday ? 1 : 0));
    int days = 0;
    if (!offset.isEmpty()) {
      days = offset.startsWith("-") ? CronField.number(offset.substring(1)).orElse(-1) : -1;
      if (days < 0 || days > 30) {
        throw values.wrong("the last day is \"L\", days before it \"L-1\" to \"L-30\"");
      }
    }
    if (weekday) {
      fromLastNearest |= 1 << days;
    } else {
      fromLast |= 1 << days;
    }
  }

  private void readDaysOfWeek(String text) {
    FieldValues values = new FieldValues(CronField.DAY_OF_WEEK, text);
    for (String written : text.split(",", -1)) {
      String element = written.toUpperCase(Locale.ROOT);
      int hash = element.indexOf('#');
      if (hash >= 0) {
        int week = CronField.number(element.substring(hash + 1)).orElse(0);
        if (week < 1 || week > 5) {
          throw values.wrong("after \"#\" comes 1 to 5, as in \"FRI#2\" for the second Friday");
        }
        nth |= 1L << (week - 1) * 7 + values.value(element.substring(0, hash)) % 7;
      } else if (element.startsWith("L")) {
        throw values.wrong("the last Friday of the month is \"FRIL\" or \"5L\"");
      } else if (element.endsWith("L")) {
        last |= 1 << values.value(element.substring(0, element.length() - 1)) % 7;
      } else {
        daysOfWeek |= (int) values.bits(element);
      }
    }
  }
}
