package io.jararaca.core.ledger;

import io.jararaca.core.run.Partition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What workers ask of the ledger. Every call may be repeated. Futures fail with {@link
 * LedgerUnavailableException} or {@link LedgerFaultException}.
 */
public interface WorkerLedger {

  /**
   * The gate before a handler. Legal from Claimed and Dispatched with the delivered rev (broadcast:
   * also Running, when this instance has not started; an instance nobody expected joins): the run
   * is Running, its attempt counted, its lease begun. Everything else is {@link StartResult.Drop},
   * except a repetition with the same nonce while the lease lives. A run whose deadline is over and
   * that never started is dropped. A record that is absent in a partition of the same incarnation
   * has ended: Drop; of another incarnation: the record and the slot are made again with the
   * delivered rev (slot full, by the spec's slotLimit: Drop).
   *
   * <p>The attempt's number is that of STARTs so far, plus one (broadcast: always 1); the lease id
   * is {@code <attempt>:<nonce>}.
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
   * with rev + 1: it ends when as many attempts failed as the policy allows, else it is due after
   * {@link io.jararaca.core.run.RetryPolicy#backoff}, spread by {@link
   * io.jararaca.core.run.RetryPolicy#spreadOf}. RetryLater waits its delay and counts nothing. A
   * run whose resource was said to be gone ends Cancelled (Deleted) where it would wait. Ended
   * stays ended: the same lease's outcome, told again, is answered as the first time.
   *
   * <p>At the final Failed, TimedOut or Lost of a run that names an exception handler, that
   * handler's run is born Pending, due now: {@link io.jararaca.core.run.RunId#ofException}, origin
   * Exception, no slot, no timeout, no exception handler of its own, default retry and losses, no
   * headers, and the payload {@code {"run": <id>, "handler": <name>, "state": "Failed", "reason":
   * <message>, "payload": <the failed run's, or null>}}. It is shown in its owner's history but
   * moves none of its counters.
   *
   * <p>Broadcast: the instance's part ends, in whatever way; when all expected and joined parts
   * have ended, the run does: TimedOut, Lost or Failed, in that order, if any part did, else
   * Succeeded.
   */
  CompletableFuture<CompleteResult> complete(LeaseRef lease, Outcome outcome);

  /**
   * Hands a run back before its end, for another worker to run at once: Pending with rev + 1, due
   * now. No failed attempt, no loss. A part of a broadcast is Lost.
   *
   * @return whether the lease was still the worker's
   */
  CompletableFuture<Boolean> release(LeaseRef lease);
}
