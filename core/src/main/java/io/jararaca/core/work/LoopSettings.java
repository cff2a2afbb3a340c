package io.jararaca.core.work;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long the worker loop waits for what.
 *
 * @param lease how long a run stays this worker's without a heartbeat
 * @param heartbeat between heartbeats of a run, and between announcements of this instance
 * @param leaseMargin a handler is stopped that long before the lease could end
 * @param presence how long an announcement of this instance is valid
 * @param killGrace how long after its interrupt a handler counts as deaf
 * @param graciousShutdown how long a draining worker lets its runs go on
 * @param handBackGrace how long a draining worker waits for the handlers that it interrupted
 * @param minBackoff wait before the first repetition of a call to a ledger that is down
 * @param maxBackoff longest wait between repetitions
 */
public record LoopSettings(
    Duration lease,
    Duration heartbeat,
    Duration leaseMargin,
    Duration presence,
    Duration killGrace,
    Duration graciousShutdown,
    Duration handBackGrace,
    Duration minBackoff,
    Duration maxBackoff) {

  public static final LoopSettings DEFAULT =
      new LoopSettings(
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(2),
          Duration.ofMillis(200),
          Duration.ofSeconds(5));

  public LoopSettings {
    requirePositive("lease", lease);
    requirePositive("heartbeat", heartbeat);
    requireNotNegative("leaseMargin", leaseMargin);
    requirePositive("presence", presence);
    requireNotNegative("killGrace", killGrace);
    requireNotNegative("graciousShutdown", graciousShutdown);
    requireNotNegative("handBackGrace", handBackGrace);
    requirePositive("minBackoff", minBackoff);
    requirePositive("maxBackoff", maxBackoff);
    if (heartbeat.multipliedBy(2).plus(leaseMargin).compareTo(lease) > 0) {
      throw new IllegalArgumentException(
          "lease " + lease + ": must be at least two heartbeats and leaseMargin together");
    }
    if (heartbeat.compareTo(presence) >= 0) {
      throw new IllegalArgumentException(
          "presence " + presence + ": must be longer than heartbeat, " + heartbeat);
    }
    if (minBackoff.compareTo(maxBackoff) > 0) {
      throw new IllegalArgumentException(
          "minBackoff " + minBackoff + ": must be at most maxBackoff, " + maxBackoff);
    }
  }

  public LoopSettings withGraciousShutdown(Duration value) {
    return new LoopSettings(
        lease,
        heartbeat,
        leaseMargin,
        presence,
        killGrace,
        value,
        handBackGrace,
        minBackoff,
        maxBackoff);
  }

  private static void requirePositive(String field, Duration value) {
    requireNotNegative(field, value);
    if (value.isZero()) {
      throw new IllegalArgumentException(field + " " + value + ": must be more than zero");
    }
  }

  private static void requireNotNegative(String field, Duration value) {
    requireNonNull(value, field);
    if (value.isNegative()) {
      throw new IllegalArgumentException(field + " " + value + ": must not be negative");
    }
  }
}
