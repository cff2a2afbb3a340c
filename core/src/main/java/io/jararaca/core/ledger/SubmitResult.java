package io.jararaca.core.ledger;

import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunState;

/** What the ledger says to a {@link Submission}. */
public sealed interface SubmitResult {

  /** Kept as Pending. */
  record Submitted() implements SubmitResult {}

  /** A repetition: this run is known with this generation. */
  record AlreadySubmitted(RunState state) implements SubmitResult {}

  /**
   * An edit, or a newer submission of the same run: time and payload are the new ones, rev grew by
   * one.
   */
  record Edited(int rev) implements SubmitResult {}

  /** An edit that came after the start, or after the end: nothing changed. */
  record EditTooLate(RunState state) implements SubmitResult {}

  /**
   * Another message holds the key. The newcomer is recorded as Duplicate.
   *
   * @param of the holder
   * @param changed whether the holder took the newcomer's time and payload
   */
  record Duplicate(RunId of, boolean changed) implements SubmitResult {}
}
