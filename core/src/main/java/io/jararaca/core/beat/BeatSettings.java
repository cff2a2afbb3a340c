package io.jararaca.core.beat;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.ledger.LedgerTimings;
import java.time.Duration;

/**
 * How a beat works.
 *
 * @param interval longest time between two looks at the ledger; hints and due instants come between
 * @param maxInFlight runs that are claimed and not yet confirmed, at most, 1 or more
 * @param timings for the ledger
 */
public record BeatSettings(Duration interval, int maxInFlight, LedgerTimings timings) {

  public static final BeatSettings DEFAULT =
      new BeatSettings(Duration.ofSeconds(1), 4000, LedgerTimings.DEFAULT);

  public BeatSettings {
    requireNonNull(interval, "interval");
    requireNonNull(timings, "timings");
    if (interval.isZero() || interval.isNegative()) {
      throw new IllegalArgumentException("interval " + interval + ": must be more than zero");
    }
    if (maxInFlight < 1) {
      throw new IllegalArgumentException("maxInFlight " + maxInFlight + ": must be 1 or more");
    }
  }

  public BeatSettings withInterval(Duration interval) {
    return new BeatSettings(interval, maxInFlight, timings);
  }

  public BeatSettings withTimings(LedgerTimings timings) {
    return new BeatSettings(interval, maxInFlight, timings);
  }
}
