package io.jararaca.worker.handler;

import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.work.Attempt;
import io.jararaca.core.work.RunHandler;
import io.jararaca.worker.Run;
import io.jararaca.worker.RunInterceptor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A handler with an interceptor around it. */
public final class InterceptedHandler implements RunHandler {

  private final RunInterceptor interceptor;
  private final RunHandler inner;

  public InterceptedHandler(RunInterceptor interceptor, RunHandler inner) {
    this.interceptor = interceptor;
    this.inner = inner;
  }

  @Override
  public Outcome handle(Attempt attempt) throws Exception {
    AtomicReference<@Nullable Outcome> told = new AtomicReference<>();
    Outcome decided =
        Outcomes.of(
            () -> interceptor.around(Run.of(attempt), () -> told.set(inner.handle(attempt))));
    Outcome inside = told.get();
    return decided instanceof Outcome.Succeeded && inside != null ? inside : decided;
  }
}
