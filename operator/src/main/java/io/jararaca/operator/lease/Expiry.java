package io.jararaca.operator.lease;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts how long the Lease has not changed, by this process's own monotonic clock. The times
 * written in the Lease are another machine's: compared with ours, skew alone would make two
 * leaders.
 */
final class Expiry {

  private final LongSupplier nanos;
  private @Nullable Object sign;
  private long changedAt;

  /**
   * @param nanos a monotonic clock, as {@link System#nanoTime()}
   */
  Expiry(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The Lease was read. */
  void saw(BeatLease lease) {
    if (!lease.sign().equals(sign)) {
      sign = lease.sign();
      changedAt = nanos.getAsLong();
    }
  }

  /** How much longer its holder may be alive; zero or less: it has ended. */
  Duration remaining(Duration leaseDuration) {
    return leaseDuration.minusNanos(nanos.getAsLong() - changedAt);
  }
}
