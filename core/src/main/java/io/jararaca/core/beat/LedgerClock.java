package io.jararaca.core.beat;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The ledger's time, as far as it is known here. An answer that carries the ledger's time is a
 * lower bound of it when the answer arrives; the highest bound of the last answers counts. So this
 * clock is never ahead of the ledger's, by which nothing is claimed early, and behind by no more
 * than the quickest answer took on its way.
 */
final class LedgerClock {

  private static final long NANOS_PER_MILLI = 1_000_000;

  /** Bounds older than two of these are dropped, so that a drift between the clocks shows. */
  private static final long WINDOW_NANOS = 10_000 * NANOS_PER_MILLI;

  private final LongSupplier nanoTime;
  private long windowStart;
  private long offsetOfWindow = Long.MIN_VALUE;
  private long offsetOfLastWindow = Long.MIN_VALUE;

  /**
   * @param nanoTime counts nanoseconds from any origin, never set back
   */
  LedgerClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** An answer with the ledger's time just arrived. */
  void observe(Instant ledgerNow) {
    long nanos = nanoTime.getAsLong();
    if (offsetOfWindow == Long.MIN_VALUE) {
      windowStart = nanos;
    } else if (nanos - windowStart > WINDOW_NANOS) {
      offsetOfLastWindow = offsetOfWindow;
      offsetOfWindow = Long.MIN_VALUE;
      windowStart = nanos;
    }
    offsetOfWindow = Math.max(offsetOfWindow, ledgerNow.toEpochMilli() * NANOS_PER_MILLI - nanos);
  }

  boolean known() {
    return offsetOfWindow != Long.MIN_VALUE;
  }

  /** Epoch milliseconds, rounded down. */
  long millis() {
    return Math.floorDiv(nanos(), NANOS_PER_MILLI);
  }

  Instant now() {
    return Instant.ofEpochMilli(millis());
  }

  /** Nanoseconds until that instant; zero or less: it has come. */
  long nanosUntil(long epochMillis) {
    return epochMillis * NANOS_PER_MILLI - nanos();
  }

  private long nanos() {
    if (!known()) {
      throw new IllegalStateException("the ledger's time is not known yet");
    }
    return nanoTime.getAsLong() + Math.max(offsetOfWindow, offsetOfLastWindow);
  }
}
