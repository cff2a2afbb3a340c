package io.jararaca.core.beat;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.ledger.LedgerTimings;
import java.time.Duration;

/**
 * How a beat works.
 *
 * @param interval longest time between two looks at the ledger; hints and due instants come between
 * @param maxInFlight runs that are claimed and not yet confirmed, at most, 1 or more
 * @param lease the longest that workers take, more than zero: after a loss of the ledger's state,
 *     somebody may still run for that long what it forgot
 * @param timings for the ledger
 */
public record BeatSettings(
    Duration interval, int maxInFlight, Duration lease, LedgerTimings timings) {

  public static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);

  public static final BeatSettings DEFAULT =
      new BeatSettings(Duration.ofSeconds(1), 4000, DEFAULT_LEASE, LedgerTimings.DEFAULT);

  public BeatSettings {
    requireNonNull(interval, "interval");
    requireNonNull(timings, "timings");
    requireNonNull(lease, "lease");
    if (lease.isZero() || lease.isNegative()) {
      throw new IllegalArgumentException("lease " + lease + ": must be more than zero");
    }
    if (interval.isZero() || interval.isNegative()) {
      throw new IllegalArgumentException("interval " + interval + ": must be more than zero");
    }
    if (maxInFlight < 1) {
      throw new IllegalArgumentException("maxInFlight " + maxInFlight + ": must be 1 or more");
    }
  }

  public BeatSettings withInterval(Duration interval) {
    return new BeatSettings(interval, maxInFlight, lease, timings);
  }

  public BeatSettings withLease(Duration lease) {
    return new BeatSettings(interval, maxInFlight, lease, timings);
  }

  public BeatSettings withTimings(LedgerTimings timings) {
    return new BeatSettings(interval, maxInFlight, lease, timings);
  }
}
