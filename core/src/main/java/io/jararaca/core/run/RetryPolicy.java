package io.jararaca.core.run;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What follows a failed attempt (an exception or a timeout; losses and hand-backs do not count).
 *
 * @param maxAttempts failed attempts after which the run ends, 1 or more
 * @param minBackoff wait before the second attempt
 * @param maxBackoff longest wait
 * @param factor growth of the wait from one attempt to the next, 1 to 10
 * @param jitterPercent the wait is spread by this share of itself to both sides, 0 to 100
 */
public record RetryPolicy(
    int maxAttempts, Duration minBackoff, Duration maxBackoff, double factor, int jitterPercent) {

  /** One attempt, as a ScheduledAction has it when nothing is said. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(1, Duration.ofSeconds(1), Duration.ofSeconds(60), 2, 25);

  public RetryPolicy {
    requireNonNull(minBackoff, "retry.minBackoff");
    requireNonNull(maxBackoff, "retry.maxBackoff");
    check(maxAttempts >= 1, "retry.maxAttempts", maxAttempts, "1 or more");
    check(!minBackoff.isNegative(), "retry.minBackoff", minBackoff, "zero or more");
    check(
        minBackoff.compareTo(maxBackoff) <= 0,
        "retry.minBackoff",
        minBackoff,
        "at most retry.maxBackoff, " + maxBackoff);
    check(factor >= 1 && factor <= 10, "retry.factor", factor, "1 to 10");
    check(
        jitterPercent >= 0 && jitterPercent <= 100,
        "retry.jitterPercent",
        jitterPercent,
        "0 to 100");
  }

  /**
   * The wait after that many failed attempts: {@code min(maxBackoff, minBackoff · factor^(failures
   * − 1))}, moved by the jitter.
   *
   * @param failures failed attempts so far, 1 or more
   * @param spread 0 (inclusive) to 1 (exclusive): where in the jitter's range the wait falls;
   *     {@link #spreadOf} gives it
   * @return whole milliseconds, rounded down
   */
  public Duration backoff(int failures, double spread) {
    double plain =
        Math.min(maxBackoff.toMillis(), minBackoff.toMillis() * Math.pow(factor, failures - 1));
    return Duration.ofMillis(
        (long) Math.floor(plain * (1 + jitterPercent / 100.0 * (2 * spread - 1))));
  }

  /**
   * Where in the jitter's range a run's wait falls: the first 8 hexadecimal digits of SHA-1({@code
   * <run id>:<failures>}), as a share of 2^32. The same for every implementation of the ledger.
   */
  public static double spreadOf(RunId run, int failures) {
    long first = Integer.toUnsignedLong(Sha1.firstInt(run + ":" + failures));
    return first / 4294967296.0;
  }

  private static void check(boolean valid, String field, Object value, String mend) {
    if (!valid) {
      throw new IllegalArgumentException(field + " " + value + ": must be " + mend);
    }
  }
}
