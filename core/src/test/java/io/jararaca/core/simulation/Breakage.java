package io.jararaca.core.simulation;

import io.jararaca.core.broker.RunPublisher;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.WorkerLedger;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * A fault planted in the product, which the simulation must find: a port that behaves as if the
 * code behind it were wrong.
 */
public enum Breakage {
  NONE("nothing is broken", 0, ledger -> ledger),
  FENCE_LEFT_OUT("a former leader may still claim and sweep", 100, BrokenClaims.WithoutFence::new),
  OVERLAP_CHECKED_OUTSIDE(
      "the slot is looked at before the call that claims", 100, SlotElsewhere::beforeTheCall),
  RETRY_FORGETS_SLOT(
      "a run that waits for its retry takes no slot", 100, SlotElsewhere::withoutRetries),
  CURSOR_NOT_COMPARED(
      "a claim is taken from wherever it starts", 1000, BrokenClaims.CursorNotCompared::new),
  RANGES_LEFT_OUT("ticks passed over are not recorded", 100, BrokenClaims.RangesLeftOut::new),
  EFFECTIVE_FROM_IGNORED(
      "an edited schedule goes on from the old cursor",
      100,
      BrokenClaims.EffectiveFromIgnored::new),
  FORGET_NOT_CARRIED_OUT(
      "a deletion is answered, and not carried out", 100, BrokenClaims.ForgetWithoutCancel::new),
  LOSS_NOT_TOLD("a lost action begins as a new one does", 100, BrokenLosses.Unremembered::new),
  LEASE_NOT_AWAITED(
      "after a loss the next run begins at once", 1000, BrokenLosses.WithoutQuiet::new),
  LEASE_ID_NOT_COMPARED(
      "whoever started a run may end it", 1000, BrokenAttempts.LeaseNotCompared::new),
  HEARTBEAT_REVIVES_LEASE(
      "a heartbeat keeps a lease that was given up", 1000, BrokenAttempts.HeartbeatRevives::new),
  REV_IGNORED("an old delivery starts the run", 3000, BrokenAttempts.RevIgnored::new),
  ABSENT_RECORD_STARTS(
      "a delivery without a record is run", 1000, BrokenAttempts.AbsentStarts::new),
  ENDED_NOT_FINAL(
      "an ended run starts again at a second delivery", 1000, BrokenAttempts.EndedStarts::new),
  ATTEMPT_COUNTED_AT_DISPATCH(
      "attempts are counted when they are dispatched", 1000, BrokenAttempts.CountedAtDispatch::new),
  DEADLINE_IGNORED("no run is too late to start", 1000, BrokenClaims.DeadlineIgnored::new),
  BROADCAST_RETRIED(
      "what failed on an instance is run there again", 1000, BrokenAttempts.BroadcastRetried::new),
  CANCEL_NOT_CARRIED_OUT(
      "a cancelled message is delivered", 1000, BrokenMessages.CancelNotCarriedOut::new),
  EDIT_NOT_CARRIED_OUT(
      "an edited message is delivered as it was", 1000, BrokenMessages.EditNotCarriedOut::new),
  COMMIT_BEFORE_CONFIRM("a run counts as dispatched once it is sent", 100, ledger -> ledger) {
    @Override
    RunPublisher publisher(RunPublisher real) {
      return new Unconfirmed(real);
    }
  },
  SILENCE_TAKEN_FOR_CONSENT(
      "a worker runs on though no heartbeat is answered", 3000, ledger -> ledger) {
    @Override
    WorkerLedger worker(WorkerLedger real) {
      return new Optimist(real);
    }
  };

  private final String text;
  private final int histories;
  private final UnaryOperator<Ledger> ledger;

  Breakage(String text, int histories, UnaryOperator<Ledger> ledger) {
    this.text = text;
    this.histories = histories;
    this.ledger = ledger;
  }

  /** What is wrong, in a sentence. */
  String text() {
    return text;
  }

  /** Within so many histories it must be found. */
  int histories() {
    return histories;
  }

  Ledger ledger(Ledger real) {
    return ledger.apply(real);
  }

  RunPublisher publisher(RunPublisher real) {
    return real;
  }

  WorkerLedger worker(WorkerLedger real) {
    return real;
  }

  /** Answers before the broker does. */
  private record Unconfirmed(RunPublisher real) implements RunPublisher {

    @Override
    public CompletableFuture<Void> publish(Publication publication) {
      CompletableFuture<Void> unheard = real.publish(publication);
      return unheard.isCompletedExceptionally() ? unheard : CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean available() {
      return real.available();
    }

    @Override
    public void close() {
      real.close();
    }
  }
}
