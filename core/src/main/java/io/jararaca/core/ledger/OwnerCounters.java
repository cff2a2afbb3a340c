package io.jararaca.core.ledger;

import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.run.RunState;

/**
 * Sums over an owner's life. {@code runs} counts ticks that got a run; the others count ended runs
 * (ticks and triggers, not those of exception handlers) and passed ticks.
 */
public record OwnerCounters(
    long runs,
    long succeeded,
    long failed,
    long timedOut,
    long lost,
    long cancelled,
    long expired,
    long skipped,
    long missed) {

  public static final OwnerCounters ZERO = new OwnerCounters(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** With that many ticks that got a run. */
  public OwnerCounters withRuns(long runs) {
    return new OwnerCounters(
        runs, succeeded, failed, timedOut, lost, cancelled, expired, skipped, missed);
  }

  /** With one more tick that got a run. */
  public OwnerCounters plusRun() {
    return withRuns(runs + 1);
  }

  /** With one more run that ended so. */
  public OwnerCounters plusEnded(RunState state) {
    return new OwnerCounters(
        runs,
        succeeded + one(state == RunState.SUCCEEDED),
        failed + one(state == RunState.FAILED),
        timedOut + one(state == RunState.TIMED_OUT),
        lost + one(state == RunState.LOST),
        cancelled + one(state == RunState.CANCELLED),
        expired + one(state == RunState.EXPIRED),
        skipped,
        missed);
  }

  /** With the ticks of that range. */
  public OwnerCounters plusPassed(PassedRange range) {
    boolean skips = range.reason().kind() == PassedReason.Kind.SKIPPED;
    return new OwnerCounters(
        runs,
        succeeded,
        failed,
        timedOut,
        lost,
        cancelled,
        expired,
        skipped + (skips ? range.count() : 0),
        missed + (skips ? 0 : range.count()));
  }

  private static long one(boolean counts) {
    return counts ? 1 : 0;
  }
}
