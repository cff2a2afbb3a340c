package io.jararaca.core.ledger;

import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Messages: runs that are submitted for an instant. Not fenced: publishers write straight to the
 * ledger. Futures fail with {@link LedgerUnavailableException}.
 */
public interface MessageLedger {

  /**
   * Keeps messages, all of one partition, at most {@link LeaderLedger#MAX_BATCH}, each by itself.
   * An idempotency key is held as long as its run's record. An edit is possible before START only;
   * it moves the run to Pending with rev + 1.
   */
  CompletableFuture<List<SubmitResult>> submit(Partition partition, List<Submission> submissions);

  /**
   * Cancels (Requested, or Deleted) a run that has not started, or waits for a retry.
   *
   * @return whether it is Cancelled now, by this call or an earlier one
   */
  CompletableFuture<Boolean> cancel(RunId run, CancelReason reason);
}
