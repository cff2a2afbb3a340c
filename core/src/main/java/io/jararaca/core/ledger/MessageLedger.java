package io.jararaca.core.ledger;

import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Messages: runs that are submitted for an instant. Not fenced: publishers write straight to the
 * ledger. Futures fail with {@link LedgerUnavailableException} or {@link LedgerFaultException}.
 */
public interface MessageLedger {

  /**
   * Keeps messages, all of one partition, at most {@link LeaderLedger#MAX_BATCH}, each by itself.
   * An idempotency key is held as long as its run's record. An edit is possible before the first
   * START only; it moves the run to Pending with rev + 1, at the new time, with all that the new
   * submission says but the key. A newcomer whose key is held ends Duplicate; the holder, if it has
   * not started, may take its planned instant, deadline, headers and payload, as the newcomer's
   * onDuplicate says: then it is Pending with rev + 1.
   */
  CompletableFuture<List<SubmitResult>> submit(Partition partition, List<Submission> submissions);

  /**
   * Cancels (Requested, or Deleted) a run that is neither Running nor ended: one that has not
   * started, or a retry that waits or was dispatched.
   *
   * <p>Deleted says besides, of a run in any state, that no resource waits for its end: it is gone,
   * or its status shows the end. One that is Running goes on; where it would return to Pending, it
   * ends Cancelled (Deleted). The record of a declared message (of generation 1 or more) goes only
   * after that, when its retention is over.
   *
   * @return whether it is Cancelled now, by this call or an earlier one
   */
  CompletableFuture<Boolean> cancel(RunId run, CancelReason reason);
}
