package io.jararaca.core.beat;

import io.jararaca.core.broker.QueueDepth;
import io.jararaca.core.run.HandlerRef;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which queues must have lost the runs that nobody starts: those that have consumers and
 * hold nothing. The ledger is told of them at the next sweeps.
 */
final class DrainedQueues {

  private static final Logger LOG = LoggerFactory.getLogger(DrainedQueues.class);

  /** Longer than the ledger ever waits between two looks at a run that nobody starts. */
  private static final Duration KEPT = Duration.ofMinutes(15);

  private final QueueLooks looks;
  private final Executor beat;
  private final LedgerClock clock;
  private final Map<HandlerRef, Instant> drained = new HashMap<>();
  private final Set<HandlerRef> looking = new HashSet<>();

  DrainedQueues(QueueLooks looks, Executor beat, LedgerClock clock) {
    this.looks = looks;
    this.beat = beat;
    this.clock = clock;
  }

  /** Handlers of runs that were dispatched a patience ago and that nobody has started. */
  void suspect(Set<HandlerRef> handlers) {
    for (HandlerRef handler : handlers) {
      if (looking.add(handler)) {
        // A lower bound of the ledger's time: what was dispatched before it was in the queue.
        Instant asked = clock.now();
        looks
            .look(handler)
            .whenComplete(
                (depth, failure) ->
                    beat.execute(
                        () -> {
                          looking.remove(handler);
                          if (failure == null) {
                            looked(handler, depth, asked);
                          } else {
                            LOG.debug("{}: its queue cannot be looked into", handler, failure);
                          }
                        }));
      }
    }
  }

  /** When queues were last seen with consumers and without runs, by the ledger's time. */
  Map<HandlerRef, Instant> seen() {
    return drained;
  }

  private void looked(HandlerRef handler, Optional<QueueDepth> depth, Instant asked) {
    drained.values().removeIf(seen -> seen.isBefore(asked.minus(KEPT)));
    if (depth.isPresent() && depth.get().consumers() > 0 && depth.get().ready() == 0) {
      drained.put(handler, asked);
    }
  }
}
