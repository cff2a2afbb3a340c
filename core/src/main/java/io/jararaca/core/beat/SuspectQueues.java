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
 * Finds out which queues must have lost the runs that nobody starts, and up to when: those that
 * have consumers and hold nothing, and those of which a run was started that was dispatched a
 * patience later. The ledger is told of them at the next sweeps. A queue without consumers is none
 * of them: whoever waits in it may still be there.
 */
final class SuspectQueues {

  private static final Logger LOG = LoggerFactory.getLogger(SuspectQueues.class);

  /** Longer than the ledger ever waits between two looks at a run that nobody starts. */
  private static final Duration KEPT = Duration.ofMinutes(15);

  private record Suspect(Instant lookedAt, Instant lostBefore) {}

  private final QueueLooks looks;
  private final Executor beat;
  private final LedgerClock clock;
  private final Duration patience;
  private final Map<HandlerRef, Suspect> suspects = new HashMap<>();
  private final Set<HandlerRef> looking = new HashSet<>();

  /**
   * @param patience how much later than a lost run one must have been dispatched to tell, by its
   *     start, of the loss: queues are in order, but not confirms
   */
  SuspectQueues(QueueLooks looks, Executor beat, LedgerClock clock, Duration patience) {
    this.looks = looks;
    this.beat = beat;
    this.clock = clock;
    this.patience = patience;
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

  /** When the newest runs of suspected queues that were started were dispatched. */
  void started(Map<HandlerRef, Instant> newestStarted) {
    newestStarted.forEach(
        (handler, dispatchedAt) ->
            suspects.computeIfPresent(
                handler,
                (key, known) ->
                    new Suspect(
                        known.lookedAt, later(known.lostBefore, dispatchedAt.minus(patience)))));
  }

  /**
   * Suspected queues, each with the instant before which its runs were dispatched that are lost; as
   * {@link io.jararaca.core.ledger.SweepRequest#lostBefore} has it.
   */
  Map<HandlerRef, Instant> lostBefore() {
    Map<HandlerRef, Instant> instants = new HashMap<>();
    suspects.forEach((handler, known) -> instants.put(handler, known.lostBefore));
    return instants;
  }

  private void looked(HandlerRef handler, Optional<QueueDepth> depth, Instant asked) {
    suspects.values().removeIf(known -> known.lookedAt.isBefore(asked.minus(KEPT)));
    if (depth.isPresent() && depth.get().consumers() > 0) {
      Suspect known = suspects.get(handler);
      Instant before = known == null ? Instant.EPOCH : known.lostBefore;
      Instant lostBefore = depth.get().ready() == 0 ? asked : before;
      suspects.put(handler, new Suspect(asked, lostBefore));
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
