package io.jararaca.core.ledger;

import java.time.Duration;

/**
 * How an attempt ended, as the worker saw it. Messages are for people; longer ones are cut to 1,024
 * characters.
 */
public sealed interface Outcome {

  int MAX_MESSAGE = 1024;

  record Succeeded() implements Outcome {}

  /** The handler threw. A failed attempt: the retry policy decides. */
  record Failed(String message) implements Outcome {
    public Failed {
      message = cut(message);
    }
  }

  /** The handler took longer than its timeout. A failed attempt: the retry policy decides. */
  record TimedOut(String message) implements Outcome {
    public TimedOut {
      message = cut(message);
    }
  }

  /** The handler refuses the run for good: it ends Failed at once. */
  record Rejected(String message) implements Outcome {
    public Rejected {
      message = cut(message);
    }
  }

  /**
   * The handler asks to be run again after that long. Not a failed attempt. A broadcast, which is
   * never run again, counts it as Failed.
   */
  record RetryLater(Duration delay, String message) implements Outcome {
    public RetryLater {
      if (delay.isNegative()) {
        throw new IllegalArgumentException("delay " + delay + ": must be zero or more");
      }
      message = cut(message);
    }
  }

  private static String cut(String message) {
    return message.codePointCount(0, message.length()) <= MAX_MESSAGE
        ? message
        : message.substring(0, message.offsetByCodePoints(0, MAX_MESSAGE - 1)) + "…";
  }
}
