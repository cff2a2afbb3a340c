package io.jararaca.core.ledger;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long the ledger waits for what. Written into a partition when it is raised.
 *
 * @param claimPatience after a claim, how long until the sweep hands the run out again for
 *     publishing
 * @param startPatience after a dispatch, how long until the sweep asks why nobody started the run
 * @param retention how long an ended run's record is kept
 */
public record LedgerTimings(Duration claimPatience, Duration startPatience, Duration retention) {

  public static final LedgerTimings DEFAULT =
      new LedgerTimings(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofDays(1));

  public LedgerTimings {
    requirePositive("claimPatience", claimPatience);
    requirePositive("startPatience", startPatience);
    requirePositive("retention", retention);
  }

  private static void requirePositive(String field, Duration value) {
    requireNonNull(value, field);
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(field + " " + value + ": must be more than zero");
    }
  }
}
