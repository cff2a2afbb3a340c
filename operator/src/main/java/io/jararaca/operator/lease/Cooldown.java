package io.jararaca.operator.lease;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A time in which this process does not stand, by its monotonic clock. */
final class Cooldown {

  private final LongSupplier nanos;
  private long begunAt;
  private Duration length = Duration.ZERO;

  Cooldown(LongSupplier nanos) {
    this.nanos = nanos;
    this.begunAt = nanos.getAsLong();
  }

  void begin(Duration length) {
    this.begunAt = nanos.getAsLong();
    this.length = length;
  }

  /** Zero or less: over. */
  Duration remaining() {
    return length.minusNanos(nanos.getAsLong() - begunAt);
  }
}
