package io.jararaca.core.schedule;

/**
 * A field of a cron expression that cannot be read; becomes an {@link InvalidScheduleException}.
 */
final class InvalidCronField extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidCronField(CronField field, String text, String mend) {
    super(field + " \"" + text + "\": " + mend, null, false, false);
  }

  InvalidCronField(String mend) {
    super(mend, null, false, false);
  }

  String mend() {
    return String.valueOf(getMessage());
  }
}
