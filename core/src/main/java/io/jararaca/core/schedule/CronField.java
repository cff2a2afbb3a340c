package io.jararaca.core.schedule;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** The six fields of a cron expression, in the order they are written. */
enum CronField {
  SECOND("second", 0, 59, List.of()),
  MINUTE("minute", 0, 59, List.of()),
  HOUR("hour", 0, 23, List.of()),
  DAY_OF_MONTH("day of month", 1, 31, List.of()),
  MONTH(
      "month",
      1,
      12,
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
  DAY_OF_WEEK("day of week", 0, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

  private final String label;
  private final int min;
  private final int max;
  private final List<String> names;

  CronField(String label, int min, int max, List<String> names) {
    this.label = label;
    this.min = min;
    this.max = max;
    this.names = names;
  }

  int min() {
    return min;
  }

  int max() {
    return max;
  }

  /** The greatest value that is not another name of the least: Sunday is 0 and 7. */
  int top() {
    return this == DAY_OF_WEEK ? 6 : max;
  }

  /** How many different values there are. */
  int size() {
    return top() - min + 1;
  }

  /** A number or a name of this field, or empty if the text is neither. */
  OptionalInt value(String text) {
    int named = names.indexOf(text.toUpperCase(Locale.ROOT));
    if (named >= 0) {
      return OptionalInt.of(min + named);
    }
    OptionalInt number = number(text);
    return number.isPresent() && number.getAsInt() >= min && number.getAsInt() <= max
        ? number
        : OptionalInt.empty();
  }

  /** A number of one to four ASCII digits, or empty. */
  static OptionalInt number(String text) {
    if (text.isEmpty() || text.length() > 4) {
      return OptionalInt.empty();
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return OptionalInt.empty();
      }
      number = number * 10 + digit;
    }
    return OptionalInt.of(number);
  }

  /** The values the field takes, in words: {@code 0 to 59}. */
  String range() {
    return switch (this) {
      case MONTH -> "1 to 12 or JAN to DEC";
      case DAY_OF_WEEK -> "0 to 7 (0 and 7 are Sunday) or SUN to SAT";
      default -> min + " to " + max;
    };
  }

  @Override
  public String toString() {
    return label;
  }
}
