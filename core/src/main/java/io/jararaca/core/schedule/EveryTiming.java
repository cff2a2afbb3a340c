package io.jararaca.core.schedule;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code @every 90s}: an interval in whole seconds. */
record EveryTiming(long seconds) implements Timing {
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(3650);
  private static final Pattern INTERVAL =
      Pattern.compile("(?:(\\d{1,4})d)?(?:(\\d{1,6})h)?(?:(\\d{1,8})m)?(?:(\\d{1,9})s)?");

  /** Reads {@code 1d12h30m15s}, each part optional but in this order. */
  static Duration interval(String text) {
    Matcher matcher = INTERVAL.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      throw new InvalidCronField(
          "interval \""
              + text
              + "\": whole days, hours, minutes and seconds, as in \"90s\" or"
              + " \"1h30m\"");
    }
    Duration interval =
        Duration.ofDays(number(matcher.group(1)))
            .plusHours(number(matcher.group(2)))
            .plusMinutes(number(matcher.group(3)))
            .plusSeconds(number(matcher.group(4)));
    if (interval.isZero() || interval.compareTo(LONGEST_INTERVAL) > 0) {
      throw new InvalidCronField(
          "interval \"" + text + "\": 1s to " + LONGEST_INTERVAL.toDays() + "d");
    }
    return interval;
  }

  @Override
  public String text() {
    return "@every " + seconds + "s";
  }

  @Override
  public String words() {
    return Words.every(seconds);
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
