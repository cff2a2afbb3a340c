package io.jararaca.operator.status;

import io.jararaca.core.presence.WorkerInstance;
import io.jararaca.core.run.HandlerRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Which handlers live workers have, as of the last look. One that vanishes counts as there for a
 * grace, so that a worker that is replaced is no news.
 */
final class LiveHandlers {

  /** A handler, for ordinary runs or for broadcasts. */
  private record Service(HandlerRef handler, boolean broadcast) {}

  private final Duration grace;
  private final LongSupplier nanos;
  private final Map<Service, Long> seenAt = new HashMap<>();
  private boolean known;

  LiveHandlers(Duration grace, LongSupplier nanos) {
    this.grace = grace;
    this.nanos = nanos;
  }

  /**
   * The workers that are alive now.
   *
   * @return the handlers that became available, or are not any more
   */
  synchronized Set<HandlerRef> saw(List<WorkerInstance> live) {
    long now = nanos.getAsLong();
    Set<HandlerRef> changed = new HashSet<>();
    for (WorkerInstance worker : live) {
      worker.handlers().forEach(handler -> saw(new Service(handler, false), now, changed));
      worker.broadcasts().forEach(handler -> saw(new Service(handler, true), now, changed));
    }
    seenAt
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = now - entry.getValue() > grace.toNanos();
              if (gone) {
                changed.add(entry.getKey().handler());
              }
              return gone;
            });
    known = true;
    return changed;
  }

  /** Whether this was the first look: then everything that was unknown is known now. */
  synchronized boolean known() {
    return known;
  }

  synchronized Availability of(HandlerRef handler, boolean broadcast) {
    if (seenAt.containsKey(new Service(handler, broadcast))) {
      return Availability.AVAILABLE;
    }
    return known ? Availability.NONE : Availability.UNKNOWN;
  }

  private void saw(Service service, long now, Set<HandlerRef> changed) {
    if (seenAt.put(service, now) == null) {
      changed.add(service.handler());
    }
  }
}
