package io.jararaca.core.schedule;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Reads what all fields share: stars, values, ranges (wrapping ones too), steps.
 *
 * <p>Days of the week come out as bits 0 (Sunday) to 6, all other fields as they are written.
 */
final class FieldValues {
  private static final Pattern LETTERS = Pattern.compile("[A-Za-z]{4,}");

  private final CronField field;
  private final String text;

  /**
   * @param text the whole field, for messages
   */
  FieldValues(CronField field, String text) {
    this.field = field;
    this.text = text;
  }

  /** The bits of one element of the list that the field is. */
  long bits(String element) {
    int slash = element.indexOf('/');
    String range = slash < 0 ? element : element.substring(0, slash);
    int step = slash < 0 ? 1 : step(element.substring(slash + 1));
    if (range.equals("*")) {
      return steps(field.min(), field.top(), step);
    }
    int dash = range.indexOf('-');
    if (dash < 0) {
      int from = value(range);
      return steps(from, slash < 0 ? from : Math.max(from, field.top()), step);
    }
    return steps(value(range.substring(0, dash)), value(range.substring(dash + 1)), step);
  }

  int value(String value) {
    OptionalInt known = field.value(value);
    if (known.isPresent()) {
      return known.getAsInt();
    }
    if (value.isEmpty()) {
      throw wrong("a value is missing; " + field.range());
    }
    if (value.equals("?")) {
      throw wrong("\"?\" stands alone, and only in day of month and day of week; write \"*\"");
    }
    if (value.equals("H") || value.startsWith("H(")) {
      throw wrong("\"H\" is not known here; write a value, and spread load with jitterSeconds");
    }
    if (LETTERS.matcher(value).matches() && field.value(value.substring(0, 3)).isPresent()) {
      throw wrong("names have three letters: \"" + value.substring(0, 3) + "\"");
    }
    throw wrong(value.equals(text) ? field.range() : "\"" + value + "\" is not " + field.range());
  }

  InvalidCronField wrong(String mend) {
    return new InvalidCronField(field, text, mend);
  }

  private int step(String step) {
    OptionalInt number = CronField.number(step);
    if (number.isEmpty() || number.getAsInt() == 0) {
      throw wrong("the step after \"/\" is 1 to " + field.size());
    }
    if (number.getAsInt() > field.size()) {
      throw wrong("the step after \"/\" is 1 to " + field.size() + every(number.getAsInt()));
    }
    return number.getAsInt();
  }

  private String every(int step) {
    return switch (field) {
      case SECOND -> "; for a longer interval write \"@every " + step + "s\"";
      case MINUTE -> "; for a longer interval write \"@every " + step + "m\"";
      case HOUR -> "; for a longer interval write \"@every " + step + "h\"";
      default -> "";
    };
  }

  private long steps(int from, int to, int step) {
    int length = to >= from ? to - from : to - from + field.size();
    long bits = 0;
    for (int i = 0; i <= length; i += step) {
      bits |= 1L << field.min() + (from - field.min() + i) % field.size();
    }
    return bits;
  }
}
