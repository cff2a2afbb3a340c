package io.jararaca.worker.handler;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.work.Attempt;
import io.jararaca.core.work.RunHandler;
import io.jararaca.worker.PayloadHandler;
import io.jararaca.worker.Run;

/** Runs a lambda. */
public final class LambdaHandler<T> implements RunHandler {

  private final PayloadReader reader;
  private final Class<T> type;
  private final PayloadHandler<T> code;

  public LambdaHandler(ObjectMapper json, Class<T> type, PayloadHandler<T> code) {
    reader = new PayloadReader(json, type);
    this.type = type;
    this.code = code;
  }

  @Override
  public Outcome handle(Attempt attempt) throws Exception {
    return Outcomes.of(
        () -> code.handle(type.cast(reader.read(attempt.publication().body())), Run.of(attempt)));
  }
}
