package io.jararaca.core.ledger.memory;

import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.StartRequest;
import io.jararaca.core.ledger.StartResult;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.time.Instant;

/** START, HEARTBEAT, COMPLETE and RELEASE: what workers do with a run. */
final class Attempts {

  private Attempts() {}

  static StartResult start(Turn turn, StartRequest request) {
    RunEntry run = turn.run(request.spec().id());
    if (run == null) {
      return startAnew(turn, request);
    }
    if (run.rev != request.rev()) {
      return drop("it was returned: rev " + run.rev + ", delivered " + request.rev());
    }
    if (run.pastDeadline(turn.now())) {
      return drop("its deadline is over");
    }
    return switch (run.state) {
      case CLAIMED, DISPATCHED ->
          request.incarnation().equals(turn.incarnation())
              ? begin(turn, run, request)
              : drop("it was declared again after its record was lost, and is delivered anew");
      case RUNNING ->
          run.broadcast() ? Broadcasts.start(turn, run, request) : again(turn, run, request);
      default -> drop("it is " + run.state.label());
    };
  }

  static boolean prolong(Turn turn, LeaseRef ref, Duration duration) {
    RunEntry run = turn.run(ref.run());
    if (run != null && run.broadcast()) {
      return Broadcasts.prolong(turn, run, ref, duration);
    }
    if (run == null || run.lease == null || !run.heldBy(ref.leaseId())) {
      return false;
    }
    run.lease = run.lease.prolonged(Millis.plus(turn.now(), duration));
    turn.lookAt(run, run.lease.endsAt());
    return true;
  }

  static CompleteResult complete(Turn turn, LeaseRef ref, Outcome outcome) {
    RunEntry run = turn.run(ref.run());
    if (run == null) {
      return new CompleteResult.Refused("the run is not known");
    }
    if (run.broadcast()) {
      return Broadcasts.complete(turn, run, ref, outcome);
    }
    if (run.heldBy(ref.leaseId())) {
      Verdict verdict = Verdict.after(outcome, run.spec, run.tally, turn.now());
      CompleteResult answer = carryOut(turn, run, verdict);
      run.told = new RunEntry.Told(ref.leaseId(), answer);
      turn.wakeIfEarliest(run);
      return answer;
    }
    return run.toldBefore(ref.leaseId())
        .orElseGet(
            () -> new CompleteResult.Refused("the lease is over; it is " + run.state.label()));
  }

  static boolean release(Turn turn, LeaseRef ref) {
    RunEntry run = turn.run(ref.run());
    if (run != null && run.broadcast()) {
      return Broadcasts.release(turn, run, ref);
    }
    if (run == null || !run.heldBy(ref.leaseId())) {
      return false;
    }
    giveBack(turn, run, turn.now(), "handed back");
    turn.wakeIfEarliest(run);
    return true;
  }

  static CompleteResult carryOut(Turn turn, RunEntry run, Verdict verdict) {
    if (verdict instanceof Verdict.Again again) {
      run.tally = again.tally();
      giveBack(turn, run, again.at(), again.message());
      return run.state.ended()
          ? new CompleteResult.Ended(run.state)
          : new CompleteResult.WillRetry(again.at());
    }
    Verdict.End end = (Verdict.End) verdict;
    Endings.end(turn, run, end.state(), end.message());
    return new CompleteResult.Ended(end.state());
  }

  /** One whose resource is gone ends, as if it had been waiting when that was told. */
  private static void giveBack(Turn turn, RunEntry run, Instant dueAt, String message) {
    if (run.forgotten) {
      run.message = message;
      Endings.cancel(turn, run, CancelReason.DELETED);
    } else {
      turn.returnToPending(run, dueAt, message);
    }
  }

  private static StartResult begin(Turn turn, RunEntry run, StartRequest request) {
    if (run.broadcast()) {
      return Broadcasts.start(turn, run, request);
    }
    turn.noteStart(run);
    int attempt = run.tally.attempts() + 1;
    Lease lease = turn.begin(run, attempt, request.nonce(), request.instance(), request.lease());
    turn.lookAt(run, lease.endsAt());
    return lease.started(run.id());
  }

  private static StartResult again(Turn turn, RunEntry run, StartRequest request) {
    Lease lease = run.lease;
    return lease != null && lease.nonce().equals(request.nonce()) && lease.live(turn.now())
        ? lease.started(run.id())
        : drop("it is Running");
  }

  /** The partition lost its state since this delivery was published, or the run has ended. */
  private static StartResult startAnew(Turn turn, StartRequest request) {
    RunSpec spec = request.spec();
    if (request.incarnation().equals(turn.incarnation())) {
      return drop("it ended, or was deleted");
    }
    if (spec.slotLimit() > 0 && turn.slot(spec.owner().key()).size() >= spec.slotLimit()) {
      return drop("its record was lost, and its owner's slot is taken");
    }
    RunEntry run = new RunEntry(spec, request.body(), RunState.CLAIMED);
    run.rev = request.rev();
    run.claimedAt = turn.now();
    if (run.pastDeadline(turn.now())) {
      return drop("its deadline is over");
    }
    turn.add(run, turn.now());
    return begin(turn, run, request);
  }

  private static StartResult drop(String reason) {
    return new StartResult.Drop(reason);
  }
}
