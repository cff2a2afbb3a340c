package io.jararaca.core.work;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.run.HandlerRef;

/**
 * A handler that this worker serves.
 *
 * @param concurrency runs of it at once, 1 or more; also the prefetch of its queue
 */
public record HandlerBinding(HandlerRef ref, int concurrency, RunHandler code) {

  public HandlerBinding {
    requireNonNull(ref, "ref");
    requireNonNull(code, "code");
    if (concurrency < 1) {
      throw new IllegalArgumentException(
          "concurrency " + concurrency + " of handler " + ref.name() + ": must be 1 or more");
    }
  }
}
