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
 * <p>Futures fail with {@link FencedException} (the token is not the partition's: step down),
 * {@link LedgerUnavailableException} (repeat later) or {@link LedgerFaultException} (of a batch,
 * one item may be the cause: repeat each alone).
 */
public interface LeaderLedger {

  int MAX_BATCH = 200;

  /**
   * Makes the caller this partition's leader. A token that is lower than the partition's, or equal
   * but of another holder, is refused. Until a partition is raised it refuses every other call that
   * carries a token; the calls of workers and publishers work without.
   */
  CompletableFuture<Raised> raise(Partition partition, FencingToken token, LedgerTimings timings);

  /** The highest token value that any partition has that can be read; 0: none was raised. */
  CompletableFuture<Long> highestToken();

  /**
   * Tells what owners look like. Unknown: created with effectiveFrom and cursor at the ledger's
   * time, so that no tick from before can fire. Known with the same uid and schedule: generation
   * and policy are updated, nothing else moves. Known with another uid or schedule: {@link
   * RegisterResult.Different}, until the registration carries the {@link Registration.Change}; then
   * the range it names is recorded (for a new uid: history, counters and ranges begin anew),
   * effectiveFrom and cursor move to its {@code at} (effectiveFrom at least 1 ms past the old), and
   * the owner's tick runs that never started, waiting retries not among them, end Cancelled
   * (Superseded). A Change whose uid, schedule or cursor are not the ledger's, or whose {@code at}
   * is out of its bounds, is answered Different. A Change for an unknown owner changes nothing.
   *
   * <p>An unknown owner that others {@linkplain Registration.Remembered remember} was lost: it is
   * created with the counters, failures in a row and times that they remember, suspended by
   * failures if those are as many as its policy bears; their range is recorded, the cursor is their
   * {@code at}, at most the ledger's time, and {@link OwnerSnapshot#stateLostAt} is the ledger's
   * time. For the wait that they name, an owner with one slot gets no run.
   *
   * <p>A registration with a higher generation ends a suspension by failures: the failures in a row
   * begin anew, effectiveFrom and cursor move to the ledger's time, or, with a Change, to its
   * {@code at}, and its range is recorded. Runs go on.
   *
   * <p>A range merges with the newest recorded one when the reasons are equal and that one's {@code
   * to} is the cursor before it. At most {@link OwnerSnapshot#MAX_PASSED} are kept.
   */
  CompletableFuture<List<RegisterResult>> register(
      Partition partition, FencingToken token, List<Registration> registrations);

  /**
   * Decides ticks and triggers, in order. When an owner's item is not {@linkplain
   * ClaimResult#decided() decided}, its later items in the batch are answered alike and not looked
   * at.
   *
   * <p>The slot is the set of an owner key's live runs, Claimed to ended, waiting retries included;
   * it outlives the resource, and runs whose slotLimit is 0 are not in it. As many as the policy's
   * slotLimit fill it. A full slot: Skipped (Overlap where the limit is 1, else TooManyActive), the
   * tick recorded after the claim's ranges; where the policy says waitForSlot, SlotBusy. SlotBusy
   * too for a run that takes a slot, of an owner with one, until the wait after its loss is over.
   *
   * <p>A tick is looked at in this order: Gone, AlreadyClaimed (a run with its id is recorded),
   * Changed (uid, effectiveFrom, suspended by failures), Moved, Changed (maxRuns reached), the
   * slot. A replay of a skipped tick is thus answered Moved. AlreadyClaimed moves the cursor (and
   * records the ranges) only where uid, effectiveFrom and cursor are the ledger's: the record of a
   * run ahead of it does not hold it up.
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
   *   <li>Pending and due: Claimed, handed out; its next look is after claimPatience
   *   <li>Claimed for longer than claimPatience: handed out again (broadcast: never)
   *   <li>lease over: a loss, or, where the attempt's timeout is over too, a failed attempt
   *       (TimedOut); then Pending with rev + 1 (after a loss due now, and handed out at once), or,
   *       with more losses than maxLosses, Lost
   *   <li>broadcast: Lost for an instance that did not start within the timeout after the claim,
   *       and for one whose lease is over
   *   <li>Dispatched for longer than its patience, exclusive: the patience doubles, up to 10
   *       minutes, and holds until the run returns to Pending; dispatched before its handler's
   *       instant in {@link SweepRequest#lostBefore}: Claimed with the same rev, handed out again;
   *       else its handler is among {@link Swept#unstarted}
   *   <li>ended and retention over: removed, its body and entry key with it; a declared message
   *       whose resource still {@linkplain MessageLedger#cancel waits for its end} is kept, and
   *       named in {@link Swept#awaited} each time it is looked at, every 10 minutes at least
   * </ul>
   *
   * <p>Every run looked at gets a later instant for its next look, a few that cannot be read among
   * them ({@link Swept#unreadable}). Runs of a closed queue that are due or overdue stay as they
   * are, are not handed out, and are looked at again after the back-off. The deadline bounds only
   * runs that never started: at {@code expiresAt} one may still start, after it the run is Expired.
   */
  CompletableFuture<Swept> sweep(Partition partition, FencingToken token, SweepRequest request);

  /**
   * Forgets an owner that is no more: cancels (Deleted) those of its runs in the slot that are not
   * Running, waiting and dispatched retries among them, and drops its record, history and ranges.
   * The running ones go on, and the slot stays taken until they end; where they would return to
   * Pending (a retry, a loss, a hand-back), they end Cancelled (Deleted) too. Another uid than the
   * ledger's: nothing happens.
   */
  CompletableFuture<Void> forget(
      Partition partition, FencingToken token, OwnerKey owner, String uid);
}
