package io.jararaca.core.ledger;

import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What the leading beat asks of the ledger. Each call concerns one partition, is atomic there, and
 * may be repeated: a repeated call answers as the first did, or says that it was decided. Batches
 * hold at most {@link #MAX_BATCH} items; answers come in the order of the items.
 *
 * <p>Futures fail with {@link FencedException} (the token is not the partition's: step down) or
 * {@link LedgerUnavailableException} (repeat later).
 */
public interface LeaderLedger {

  int MAX_BATCH = 200;

  /**
   * Makes the caller this partition's leader. A token that is lower than the partition's, or equal
   * but of another holder, is refused. Until a partition is raised it refuses every other leader's
   * call.
   */
  CompletableFuture<Raised> raise(Partition partition, FencingToken token, LedgerTimings timings);

  /** The highest token value that any partition has; 0: none was raised. */
  CompletableFuture<Long> highestToken();

  /**
   * Tells what owners look like. Unknown: created with effectiveFrom and cursor at the ledger's
   * time, so that no tick from before can fire. Known with the same uid and schedule: generation
   * and policy are updated, nothing else moves. Known with another uid or schedule: {@link
   * RegisterResult.Different}, until the registration carries the {@link Registration.Change}; then
   * the range it names is recorded (for a new uid: history, counters and ranges begin anew),
   * effectiveFrom and cursor move to its {@code at} (effectiveFrom at least 1 ms past the old), and
   * the owner's tick runs that never started, waiting retries not among them, end Cancelled
   * (Superseded).
   */
  CompletableFuture<List<RegisterResult>> register(
      Partition partition, FencingToken token, List<Registration> registrations);

  /**
   * Decides ticks and triggers, in order. When an owner's item is not {@linkplain
   * ClaimResult#decided() decided}, its later items in the batch are answered alike and not looked
   * at. A full slot: Skipped (Overlap where the limit is 1, else TooManyActive), with its range
   * recorded; where the policy says waitForSlot, SlotBusy.
   */
  CompletableFuture<List<ClaimResult>> claim(
      Partition partition, FencingToken token, List<Claim> claims);

  /**
   * The broker confirmed these: Claimed becomes Dispatched where the rev is the same, all else
   * stays. Not fenced, since it records what is true.
   */
  CompletableFuture<Void> commit(Partition partition, List<RunRev> runs);

  /**
   * Looks at the runs whose instant has come, earliest first, and makes their moves:
   *
   * <ul>
   *   <li>deadline over, never started: Expired
   *   <li>Pending and due: Claimed, handed out
   *   <li>Claimed for longer than claimPatience: handed out again (broadcast: never)
   *   <li>lease over: a loss, or, past its timeout, a failed attempt; then Pending with rev + 1
   *       (handed out at once when due), or its end
   *   <li>broadcast, an instance that did not start within the timeout after the claim: Lost for
   *       that instance
   *   <li>Dispatched for longer than its patience: the patience doubles, up to 10 minutes
   *   <li>ended and retention over: removed
   * </ul>
   *
   * <p>Every run looked at gets a later instant for its next look.
   */
  CompletableFuture<Swept> sweep(Partition partition, FencingToken token, SweepRequest request);

  /**
   * Forgets an owner that is no more: cancels (Deleted) its runs that have not started and its
   * waiting retries, and drops its history. The running ones go on; the slot stays taken until they
   * end. Another uid than the ledger's: nothing happens.
   */
  CompletableFuture<Void> forget(
      Partition partition, FencingToken token, OwnerKey owner, String uid);
}
