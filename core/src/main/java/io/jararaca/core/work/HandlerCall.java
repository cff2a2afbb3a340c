package io.jararaca.core.work;

import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.run.LogFields;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A handler at work on its thread, with run, handler and resource in the logging context. Its
 * interrupts never reach whatever the thread does next.
 */
final class HandlerCall implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(HandlerCall.class);

  private final RunHandler code;
  private final Attempt attempt;
  private final Consumer<Outcome> ended;
  private @Nullable Thread thread;
  private boolean interrupted;
  private boolean over;

  HandlerCall(RunHandler code, Attempt attempt, Consumer<Outcome> ended) {
    this.code = code;
    this.attempt = attempt;
    this.ended = ended;
  }

  @Override
  public void run() {
    ended.accept(enter() ? call() : new Outcome.Failed("interrupted before it began"));
  }

  private Outcome call() {
    try (LogFields fields = LogFields.of(attempt.spec())) {
      return handle();
    } finally {
      leave();
    }
  }

  private Outcome handle() {
    try {
      return code.handle(attempt);
    } catch (Throwable thrown) {
      log(thrown);
      return new Outcome.Failed(OutcomeText.of(thrown));
    }
  }

  /**
   * @return false: the handler has ended already, its outcome is on the way
   */
  synchronized boolean interrupt() {
    if (over) {
      return false;
    }
    interrupted = true;
    if (thread != null) {
      thread.interrupt();
    }
    return true;
  }

  private synchronized void log(Throwable thrown) {
    if (interrupted) {
      LOG.info(
          "run {} of {} stopped: {}",
          attempt.spec().id(),
          attempt.spec().handler(),
          thrown.toString());
    } else {
      LOG.warn("run {} of {} failed", attempt.spec().id(), attempt.spec().handler(), thrown);
    }
  }

  private synchronized boolean enter() {
    over = interrupted;
    thread = Thread.currentThread();
    return !interrupted;
  }

  private synchronized void leave() {
    over = true;
    thread = null;
    boolean cleared = Thread.interrupted();
    if (cleared) {
      LOG.debug("run {} left an interrupt behind", attempt.spec().id());
    }
  }
}
