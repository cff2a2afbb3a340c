package io.jararaca.core.work;

import io.jararaca.core.ledger.Outcome;

/** The messages of outcomes, within what the ledger takes. */
final class OutcomeText {

  private OutcomeText() {}

  /** {@code IllegalStateException: the message}. */
  static String of(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    String message = thrown.getMessage();
    return cut(message == null ? name : name + ": " + message);
  }

  static Outcome within(Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      return new Outcome.Failed(cut(failed.message()));
    } else if (outcome instanceof Outcome.TimedOut timedOut) {
      return new Outcome.TimedOut(cut(timedOut.message()));
    } else if (outcome instanceof Outcome.Rejected rejected) {
      return new Outcome.Rejected(cut(rejected.message()));
    } else if (outcome instanceof Outcome.RetryLater later) {
      return new Outcome.RetryLater(later.delay(), cut(later.message()));
    }
    return outcome;
  }

  private static String cut(String message) {
    if (message.length() <= Outcome.MAX_MESSAGE) {
      return message;
    }
    int end = Outcome.MAX_MESSAGE - 1;
    return message.substring(0, Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }
}
