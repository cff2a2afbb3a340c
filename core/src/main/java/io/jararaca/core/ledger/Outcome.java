package io.jararaca.core.ledger;

import java.time.Duration;

/**
 * How an attempt ended, as the worker saw it. Messages are for people, at most 1,024 characters.
 */
public sealed interface Outcome {

  int MAX_MESSAGE = 1024;

  record Succeeded() implements Outcome {}

  /** The handler threw. A failed attempt: the retry policy decides. */
  record Failed(String message) implements Outcome {}

  /** The handler took longer than its timeout. A failed attempt: the retry policy decides. */
  record TimedOut(String message) implements Outcome {}

  /** The handler refuses the run for good: it ends Failed at once. */
  record Rejected(String message) implements Outcome {}

  /** The handler asks to be run again after that long. Not a failed attempt. */
  record RetryLater(Duration delay, String message) implements Outcome {}
}
