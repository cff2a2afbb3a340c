package io.jararaca.worker.handler;

import io.jararaca.core.ledger.Outcome;
import io.jararaca.worker.Reject;
import io.jararaca.worker.RetryLater;
import java.util.Objects;

/** What a handler's return or exception means. */
final class Outcomes {

  private Outcomes() {}

  /** People's code. */
  @FunctionalInterface
  interface Code {
    void call() throws Exception;
  }

  /**
   * @throws Exception whatever the code threw that is no word to the worker: a failed attempt
   */
  static Outcome of(Code code) throws Exception {
    try {
      code.call();
      return new Outcome.Succeeded();
    } catch (RetryLater later) {
      return new Outcome.RetryLater(later.delay(), message(later));
    } catch (Reject rejected) {
      return new Outcome.Rejected(message(rejected));
    }
  }

  private static String message(RuntimeException thrown) {
    return Objects.requireNonNullElse(thrown.getMessage(), thrown.getClass().getSimpleName());
  }
}
