package io.jararaca.core.presence;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.run.HandlerRef;
import java.util.Set;

/**
 * A worker process.
 *
 * @param instance unique for each process
 * @param version of its worker library
 * @param handlers what it can run
 * @param broadcasts those of them that it takes broadcasts for
 * @param capacity runs at once
 */
public record WorkerInstance(
    String instance,
    String version,
    Set<HandlerRef> handlers,
    Set<HandlerRef> broadcasts,
    int capacity) {

  public WorkerInstance {
    requireNonNull(instance, "instance");
    requireNonNull(version, "version");
    handlers = Set.copyOf(handlers);
    broadcasts = Set.copyOf(broadcasts);
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity " + capacity + ": must be 1 or more");
    }
  }
}
