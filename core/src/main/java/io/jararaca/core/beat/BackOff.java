package io.jararaca.core.beat;

import java.util.function.LongSupplier;

/** When to try again after failures: from 100 ms, doubling, up to 2 s. */
final class BackOff {

  private static final long FIRST_NANOS = 100_000_000L;
  private static final long LONGEST_NANOS = 2_000_000_000L;

  private final LongSupplier nanoTime;
  private long waitNanos;
  private long notBefore;

  BackOff(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void failed() {
    waitNanos = waitNanos == 0 ? FIRST_NANOS : Math.min(2 * waitNanos, LONGEST_NANOS);
    notBefore = nanoTime.getAsLong() + waitNanos;
  }

  void succeeded() {
    waitNanos = 0;
  }

  boolean ready() {
    return waitNanos == 0 || nanoTime.getAsLong() - notBefore >= 0;
  }

  /** Whether the last try failed. */
  boolean failing() {
    return waitNanos != 0;
  }

  /** Nanoseconds until {@link #ready}. */
  long nanosLeft() {
    return waitNanos == 0 ? 0 : Math.max(0, notBefore - nanoTime.getAsLong());
  }
}
