package io.jararaca.core.schedule;

/**
 * A schedule that cannot be: names the field, what was read, and what would be right.
 *
 * <p>The message reads {@code cron "61 * * * *": minute "61": 0 to 59} and is meant for the person
 * who wrote the schedule.
 */
public final class InvalidScheduleException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_VALUE_SHOWN = 256;

  private final String field;
  private final String value;
  private final String mend;

  public InvalidScheduleException(String field, String value, String mend) {
    super(field + " \"" + shown(value) + "\": " + mend);
    this.field = field;
    this.value = value;
    this.mend = mend;
  }

  /** The field as the resource names it: cron, timeZone, jitterSeconds, startTime, endTime. */
  public String field() {
    return field;
  }

  /** The text of that field as it was read. */
  public String value() {
    return value;
  }

  /** What is wrong in it and what would be right. */
  public String mend() {
    return mend;
  }

  private static String shown(String value) {
    return value.length() <= LONGEST_VALUE_SHOWN
        ? value
        : value.substring(0, LONGEST_VALUE_SHOWN) + "…";
  }
}
