package io.jararaca.rabbitmq;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Waits that double from 100 ms to 10 s, spread so that a broker's clients come back one by one.
 */
final class Backoff {

  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 10_000;

  private long next = FIRST_MILLIS;

  /** Milliseconds to wait before trying once more. */
  long nextMillis() {
    long whole = next;
    next = Math.min(LONGEST_MILLIS, whole * 2);
    return ThreadLocalRandom.current().nextLong(whole / 2, whole + 1);
  }

  void reset() {
    next = FIRST_MILLIS;
  }
}
