package io.jararaca.core.ledger.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The ledger's times are whole milliseconds. */
final class Millis {

  private Millis() {}

  static Instant floor(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  static Instant plus(Instant instant, Duration duration) {
    return instant.plusMillis(duration.toMillis());
  }
}
