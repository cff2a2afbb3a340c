package io.jararaca.core.ledger;

import io.jararaca.core.run.Partition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What workers ask of the ledger. Every call may be repeated. Futures fail with {@link
 * LedgerUnavailableException}.
 */
public interface WorkerLedger {

  /**
   * The gate before a handler. Legal from Claimed and Dispatched with the delivered rev (broadcast:
   * also Running, when this instance has not started; an instance nobody expected joins): the run
   * is Running, its attempt counted, its lease begun. Everything else is {@link StartResult.Drop},
   * except a repetition with the same nonce while the lease lives. A run whose deadline is over is
   * dropped. A record that is absent in a partition of the same incarnation has ended: Drop; of
   * another incarnation: the record and the slot are made again (slot full: Drop).
   */
  CompletableFuture<StartResult> start(StartRequest request);

  /**
   * Prolongs leases, all of one partition, at most {@link LeaderLedger#MAX_BATCH}. Accepted until
   * the sweep took the run away.
   *
   * @return in the order of the leases, whether each is still the worker's
   */
  CompletableFuture<List<Boolean>> heartbeat(
      Partition partition, List<LeaseRef> leases, Duration lease);

  /**
   * Ends an attempt. The run ends, or a failed attempt within its retry policy waits as Pending
   * with rev + 1. Ended stays ended: a repetition of an accepted outcome answers as the first time.
   */
  CompletableFuture<CompleteResult> complete(LeaseRef lease, Outcome outcome);

  /**
   * Hands a run back before its end, for another worker to run at once: Pending with rev + 1, due
   * now. No failed attempt, no loss.
   *
   * @return whether the lease was still the worker's
   */
  CompletableFuture<Boolean> release(LeaseRef lease);
}
