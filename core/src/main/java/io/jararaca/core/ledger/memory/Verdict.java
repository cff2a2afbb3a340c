package io.jararaca.core.ledger.memory;

import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.run.RetryPolicy;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What follows an attempt of a run that one worker runs. */
sealed interface Verdict {

  record End(RunState state, @Nullable String message) implements Verdict {}

  record Again(Instant at, Tally tally, String message) implements Verdict {}

  static Verdict after(Outcome outcome, RunSpec spec, Tally tally, Instant now) {
    if (outcome instanceof Outcome.Failed failed) {
      return failure(RunState.FAILED, failed.message(), spec, tally, now);
    }
    if (outcome instanceof Outcome.TimedOut timedOut) {
      return failure(RunState.TIMED_OUT, timedOut.message(), spec, tally, now);
    }
    if (outcome instanceof Outcome.Rejected rejected) {
      return new End(RunState.FAILED, rejected.message());
    }
    if (outcome instanceof Outcome.RetryLater later) {
      return new Again(Millis.plus(now, later.delay()), tally, later.message());
    }
    return new End(RunState.SUCCEEDED, null);
  }

  static Verdict afterLeaseEnd(Lease lease, RunSpec spec, Tally tally, Instant now) {
    if (spec.timeout() != null && lease.outOfTime(spec.timeout(), now)) {
      String message =
          "took longer than its timeout of " + spec.timeout() + " on " + lease.instance();
      return failure(RunState.TIMED_OUT, message, spec, tally, now);
    }
    Tally counted = tally.plusLoss();
    String message = "its worker " + lease.instance() + " vanished";
    return counted.losses() > spec.maxLosses()
        ? new End(RunState.LOST, message)
        : new Again(now, counted, message);
  }

  private static Verdict failure(
      RunState state, String message, RunSpec spec, Tally tally, Instant now) {
    Tally counted = tally.plusFailure();
    int failures = counted.failures();
    if (failures >= spec.retry().maxAttempts()) {
      return new End(state, message);
    }
    double spread = RetryPolicy.spreadOf(spec.id(), failures);
    return new Again(now.plus(spec.retry().backoff(failures, spread)), counted, message);
  }
}
