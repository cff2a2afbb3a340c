package io.jararaca.core.ledger.memory;

import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One worker instance's share of a broadcast: Claimed until it starts, Running under its own lease,
 * then ended for good.
 */
record Part(RunState state, @Nullable Lease lease, @Nullable String message) {

  static final Part EXPECTED = new Part(RunState.CLAIMED, null, null);

  static Part running(Lease lease) {
    return new Part(RunState.RUNNING, lease, null);
  }

  boolean ended() {
    return state.ended();
  }

  boolean heldBy(String leaseId) {
    return lease != null && lease.id().equals(leaseId);
  }

  Part end(RunState how, @Nullable String why) {
    return new Part(how, lease, why);
  }

  /** A broadcast is never run again, so every outcome ends the part. */
  Part end(Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      return end(RunState.FAILED, failed.message());
    }
    if (outcome instanceof Outcome.Rejected rejected) {
      return end(RunState.FAILED, rejected.message());
    }
    if (outcome instanceof Outcome.RetryLater later) {
      return end(RunState.FAILED, later.message());
    }
    if (outcome instanceof Outcome.TimedOut timedOut) {
      return end(RunState.TIMED_OUT, timedOut.message());
    }
    return end(RunState.SUCCEEDED, null);
  }

  /** The instant at which the sweep gives the part up, unless it ends or is prolonged before. */
  Instant givenUpAt(Instant claimedAt, Duration timeout) {
    return lease == null ? Millis.plus(claimedAt, timeout) : lease.endsAt();
  }

  Part givenUp() {
    return end(RunState.LOST, lease == null ? "did not start in time" : "vanished");
  }
}
