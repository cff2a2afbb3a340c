package io.jararaca.core.schedule;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** What an expression says, before it meets a time zone. */
sealed interface Timing permits CronTiming, EveryTiming {
  int LONGEST = 256;

  Map<String, String> MACROS =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  /**
   * @throws InvalidScheduleException of the field {@code cron}
   */
  static Timing parse(String expression) {
    try {
      if (expression.length() > LONGEST) {
        throw new InvalidCronField("at most " + LONGEST + " characters");
      }
      String trimmed = expression.strip();
      String macro = trimmed.toLowerCase(Locale.ROOT);
      if (MACROS.containsKey(macro)) {
        return CronTiming.parse(MACROS.get(macro));
      }
      if (macro.equals("@every") || macro.startsWith("@every ") || macro.startsWith("@every\t")) {
        Duration interval = EveryTiming.interval(macro.substring("@every".length()).strip());
        return new EveryTiming(interval.toSeconds());
      }
      if (trimmed.startsWith("@")) {
        throw new InvalidCronField(
            "\""
                + trimmed
                + "\" is not one of @yearly, @annually, @monthly, @weekly, @daily,"
                + " @midnight, @hourly, @every");
      }
      return CronTiming.parse(trimmed);
    } catch (InvalidCronField e) {
      throw new InvalidScheduleException("cron", expression, e.mend());
    }
  }

  /** The expression in one spelling: capitals, single spaces, no macros, no second 0. */
  String text();

  /** What it does, in words. */
  String words();
}
