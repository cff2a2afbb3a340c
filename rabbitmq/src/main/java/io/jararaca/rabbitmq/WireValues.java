package io.jararaca.rabbitmq;

import io.jararaca.core.run.RetryPolicy;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Values of headers. Each is bounded where the ledger or a clock would overflow later; what is
 * wrong is an IllegalArgumentException or a DateTimeException.
 */
final class WireValues {

  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  /** 100 years of 365 days: nanoseconds count up to 292. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private WireValues() {}

  /** An instant, to the millisecond. */
  static Instant instant(String text) {
    Instant instant = Instant.parse(text);
    if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
      throw new DateTimeException("must be between " + EARLIEST + " and " + LATEST);
    }
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  static Duration duration(String millis) {
    Duration duration = Duration.ofMillis(Long.parseLong(millis));
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("must be at most " + LONGEST.toMillis() + " ms");
    }
    return duration;
  }

  static int count(String text) {
    int count = Integer.parseInt(text);
    if (count < 0) {
      throw new IllegalArgumentException("must be 0 or more");
    }
    return count;
  }

  static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("expected true or false");
    };
  }

  static String text(RetryPolicy retry) {
    return retry.maxAttempts()
        + ","
        + retry.minBackoff().toMillis()
        + ","
        + retry.maxBackoff().toMillis()
        + ","
        + retry.factor()
        + ","
        + retry.jitterPercent();
  }

  static RetryPolicy retry(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 5) {
      throw new IllegalArgumentException(
          "expected maxAttempts,minBackoffMs,maxBackoffMs,factor,jitterPercent");
    }
    return new RetryPolicy(
        Integer.parseInt(parts[0]),
        duration(parts[1]),
        duration(parts[2]),
        Double.parseDouble(parts[3]),
        Integer.parseInt(parts[4]));
  }
}
