package io.jararaca.core.schedule;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A cron expression, read.
 *
 * @param text its fields in one spelling
 */
record CronTiming(TimesOfDay times, Days days, String text) implements Timing {
  private static final Pattern SPACES = Pattern.compile("[ \\t]+");

  static CronTiming parse(String expression) {
    String[] fields = SPACES.split(expression);
    if (fields[0].startsWith("TZ=") || fields[0].startsWith("CRON_TZ=")) {
      throw new InvalidCronField("the zone belongs in timeZone, not in the expression");
    }
    if (fields.length != 5 && fields.length != 6) {
      throw new InvalidCronField(wrongNumber(expression, fields));
    }
    try {
      return read(fields);
    } catch (InvalidCronField e) {
      throw new InvalidCronField(e.mend() + swapped(fields));
    }
  }

  private static CronTiming read(String[] fields) {
    String[] six = new String[6];
    six[0] = "0";
    System.arraycopy(fields, 0, six, 6 - fields.length, fields.length);
    for (int i = 0; i < 6; i++) {
      six[i] = six[i].toUpperCase(Locale.ROOT);
    }
    six[3] = six[3].equals("?") ? "*" : six[3];
    six[5] = six[5].equals("?") ? "*" : six[5];
    TimesOfDay times =
        new TimesOfDay(
            bits(CronField.SECOND, six[0]),
            bits(CronField.MINUTE, six[1]),
            (int) bits(CronField.HOUR, six[2]),
            six[2].equals("*") || six[2].startsWith("*/") && six[2].indexOf(',') < 0);
    Days days = DayFields.read(six[3], six[4], six[5]);
    String text = String.join(" ", six);
    return new CronTiming(times, days, six[0].equals("0") ? text.substring(2) : text);
  }

  private static long bits(CronField field, String text) {
    FieldValues values = new FieldValues(field, text);
    long bits = 0;
    for (String element : text.split(",", -1)) {
      bits |= values.bits(element);
    }
    return bits;
  }

  private static String wrongNumber(String expression, String[] fields) {
    String known =
        "5 fields (minute, hour, day of month, month, day of week) or 6 with seconds first";
    if (expression.isEmpty()) {
      return "is empty; write " + known;
    }
    String count = fields.length == 1 ? "has 1 field; " : "has " + fields.length + " fields; ";
    if (fields.length == 7) {
      return count + "write " + known + "; a year cannot be given, use startTime and endTime";
    }
    return count + "write " + known;
  }

  /**
   * A guess, if the expression would be right with seconds, or without them. Who writes seconds
   * first writes a number there.
   */
  private static String swapped(String[] fields) {
    if (fields.length == 5 && fields[0].startsWith("*")) {
      return "";
    }
    String[] other = new String[fields.length == 5 ? 6 : 5];
    System.arraycopy(fields, 0, other, 0, 5);
    if (other.length == 6) {
      other[5] = "*";
    }
    String guess = String.join(" ", other);
    if (readable(other).isEmpty()) {
      return "";
    }
    return other.length == 6
        ? "; 5 fields begin with the minute; if seconds were meant to come first, write \""
            + guess
            + "\""
        : "; 6 fields begin with the second; without seconds, write \"" + guess + "\"";
  }

  private static Optional<CronTiming> readable(String[] fields) {
    try {
      return Optional.of(read(fields));
    } catch (InvalidCronField e) {
      return Optional.empty();
    }
  }

  @Override
  public String words() {
    return Words.cron(this);
  }
}
