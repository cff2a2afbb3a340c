package io.jararaca.core.ledger;

import io.jararaca.core.run.PassedRange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An owner as the ledger has it.
 *
 * @param stateLostAt when the ledger last had to be told of it again after it lost it; none: never
 * @param active the runs in its slot: Claimed to ended, waiting retries included, those of an
 *     earlier uid too
 * @param history ended runs, newest first, at most the policy's historyLimit
 * @param passed ranges of ticks that got no run, newest first, at most {@link #MAX_PASSED}
 * @param lastScheduleTime planned instant of the newest tick that got a run
 * @param lastSuccessfulTime when a run last ended Succeeded
 * @param consecutiveFailures runs that ended Failed, TimedOut or Lost since the last that
 *     Succeeded; those of exception handlers count neither way
 */
public record OwnerSnapshot(
    String uid,
    long generation,
    Instant effectiveFrom,
    Instant cursor,
    OwnerCounters counters,
    @Nullable Instant lastScheduleTime,
    @Nullable Instant lastSuccessfulTime,
    int consecutiveFailures,
    boolean suspendedByFailures,
    @Nullable String handledTrigger,
    @Nullable Instant stateLostAt,
    List<RunSnapshot> active,
    List<RunSnapshot> history,
    List<PassedRange> passed) {

  public static final int MAX_PASSED = 100;

  public OwnerSnapshot {
    active = List.copyOf(active);
    history = List.copyOf(history);
    passed = List.copyOf(passed);
  }
}
