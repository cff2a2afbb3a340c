package io.jararaca.core.work;

import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.run.LogFields;
import io.jararaca.core.run.RunSpec;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the ledger is told when an attempt is over. */
sealed interface RunEnd {

  /**
   * @param done the ledger has answered
   * @param unavailable it is down
   * @param refused it answers with an error
   */
  void tell(
      WorkContext context,
      Attempt attempt,
      Runnable done,
      Runnable unavailable,
      Consumer<Throwable> refused);

  /**
   * What an ended handler means.
   *
   * @param stop why it was interrupted before; none: it was not
   */
  static RunEnd of(RunSpec spec, Outcome outcome, @Nullable Stop stop) {
    if (stop == null) {
      return new Completed(OutcomeText.within(outcome));
    } else if (stop == Stop.TIMEOUT) {
      return timedOut(spec);
    } else if (outcome instanceof Outcome.RetryLater || outcome instanceof Outcome.Rejected) {
      return new Completed(OutcomeText.within(outcome));
    } else if (!spec.exclusive()) {
      // A broadcast is this instance's alone: nobody could take it over.
      return new Completed(new Outcome.Failed("interrupted because its worker had to stop it"));
    }
    return new HandedBack();
  }

  static RunEnd timedOut(RunSpec spec) {
    return new Completed(new Outcome.TimedOut("took longer than its timeout, " + spec.timeout()));
  }

  /** The attempt ended. */
  record Completed(Outcome outcome) implements RunEnd {

    private static final Logger LOG = LoggerFactory.getLogger(Completed.class);

    @Override
    public void tell(
        WorkContext context,
        Attempt attempt,
        Runnable done,
        Runnable unavailable,
        Consumer<Throwable> refused) {
      context
          .calls()
          .ask(
              () -> context.ledger().complete(attempt.lease(), outcome),
              result -> {
                if (result instanceof CompleteResult.Refused no) {
                  RunSpec run = attempt.spec();
                  LogFields.about(
                      run, () -> LOG.warn("run {} ended too late: {}", run.id(), no.reason()));
                }
                context.observer().completed(attempt, outcome, result);
                done.run();
              },
              unavailable,
              refused);
    }
  }

  /** The run goes back, for another worker. */
  record HandedBack() implements RunEnd {

    @Override
    public void tell(
        WorkContext context,
        Attempt attempt,
        Runnable done,
        Runnable unavailable,
        Consumer<Throwable> refused) {
      context
          .calls()
          .ask(
              () -> context.ledger().release(attempt.lease()),
              released -> {
                if (released) {
                  context.observer().handedBack(attempt);
                }
                done.run();
              },
              unavailable,
              refused);
    }
  }
}
