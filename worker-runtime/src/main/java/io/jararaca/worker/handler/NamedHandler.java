package io.jararaca.worker.handler;

import io.jararaca.core.work.RunHandler;

/**
 * A handler before it has a namespace.
 *
 * @param concurrency runs of it at once; 0: the worker's
 * @param origin what people call it in their code, for messages
 */
public record NamedHandler(String name, int concurrency, RunHandler code, String origin) {

  public NamedHandler {
    if (concurrency < 0) {
      throw new IllegalArgumentException(
          "concurrency %d: must be 1 or more, or 0 for the worker's".formatted(concurrency));
    }
  }

  public NamedHandler withCode(RunHandler code) {
    return new NamedHandler(name, concurrency, code, origin);
  }
}
