package io.jararaca.core.ledger;

import io.jararaca.core.run.PassedReason;
import java.time.Instant;

/** What the ledger says to a {@link Claim}. */
public sealed interface ClaimResult {

  /**
   * Decided: the tick has its run, to be published with that incarnation and rev 0 (or nothing but
   * ranges was asked for).
   */
  record Claimed(String incarnation) implements ClaimResult {}

  /** A replay: the run exists. It is the sweep's to publish, unless this beat has it in flight. */
  record AlreadyClaimed() implements ClaimResult {}

  /**
   * Decided: the tick got no run, and the ledger recorded why. A trigger that is skipped counts as
   * handled, and leaves no other trace.
   */
  record Skipped(PassedReason reason) implements ClaimResult {}

  /**
   * Undecided: the owner's slot is full and its ticks wait; nothing was written, ranges neither.
   * The owner is parked: a wake-up follows when one of its runs leaves the slot.
   */
  record SlotBusy() implements ClaimResult {}

  /** Undecided: the cursor is elsewhere. */
  record Moved(Instant cursor) implements ClaimResult {}

  /**
   * Undecided: the uid or the schedule is another one, the owner is suspended by failures, or it
   * has had all its runs.
   */
  record Changed() implements ClaimResult {}

  /** Undecided: the ledger does not know the owner. */
  record Gone() implements ClaimResult {}

  /** Decided before: this trigger value was handled already. */
  record AlreadyHandled() implements ClaimResult {}

  /** Whether the claim's ticks are decided, so that the owner's next may follow. */
  default boolean decided() {
    return this instanceof Claimed
        || this instanceof AlreadyClaimed
        || this instanceof AlreadyHandled
        || this instanceof Skipped;
  }
}
