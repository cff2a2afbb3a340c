package io.jararaca.core.work;

import io.jararaca.core.ledger.Outcome;

/** What people's code is to the worker loop. */
@FunctionalInterface
public interface RunHandler {

  /**
   * Runs an attempt. Called on a thread of its own, which is interrupted when the attempt must
   * stop: its timeout is over, its lease cannot be kept, or the worker goes. An interrupted attempt
   * counts as not done, whatever is returned, except {@link Outcome.RetryLater} and {@link
   * Outcome.Rejected} at a hand-back, which are obeyed.
   *
   * @throws Exception a failed attempt
   */
  Outcome handle(Attempt attempt) throws Exception;
}
