package io.jararaca.operator.status;

import java.time.Duration;
import java.util.function.LongSupplier;

/** So many a second, with a burst of up to a tenth of a second's worth. */
final class RateLimit {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final long interval;
  private final long burst;
  private final LongSupplier nanos;
  private long nextFree;

  RateLimit(int perSecond, LongSupplier nanos) {
    this.interval = SECOND / perSecond;
    this.burst = SECOND / 10;
    this.nanos = nanos;
    this.nextFree = nanos.getAsLong();
  }

  /** Takes a place. How long to wait for it; zero: go. */
  synchronized Duration reserve() {
    long now = nanos.getAsLong();
    nextFree = Math.max(nextFree, now - burst);
    long wait = Math.max(0, nextFree - now);
    nextFree += interval;
    return Duration.ofNanos(wait);
  }

  /** Takes a place if there is one now. */
  synchronized boolean tryReserve() {
    long now = nanos.getAsLong();
    nextFree = Math.max(nextFree, now - burst);
    if (nextFree > now) {
      return false;
    }
    nextFree += interval;
    return true;
  }
}
