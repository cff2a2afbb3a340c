package io.jararaca.core.beat;

import io.jararaca.core.broker.PublishRefusedException;
import io.jararaca.core.broker.RunPublisher;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.RunRev;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.LogFields;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings claimed runs to the broker: each at most once in flight, a bounded number in all, no queue
 * more than its share. Runs that a lost broker left in doubt wait here until it is back.
 */
final class Dispatcher {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  /**
   * One queue may hold this part of all that is in flight, so that a stuck one does not stop the
   * others.
   */
  private static final int SHARE_OF_A_QUEUE = 4;

  private record InFlight(Publication publication, long dueAt) {}

  private final RunPublisher publisher;
  private final Executor beat;
  private final LedgerClock clock;
  private final BeatListener listener;
  private final Commits commits;
  private final int maxInFlight;

  private final ClosedQueues closedQueues = new ClosedQueues();
  private final Map<RunRev, InFlight> inFlight = new HashMap<>();
  private final Map<HandlerRef, Integer> inFlightOf = new HashMap<>();
  private final Queue<InFlight> inDoubt = new ArrayDeque<>();

  Dispatcher(
      RunPublisher publisher,
      Executor beat,
      LedgerClock clock,
      BeatListener listener,
      Commits commits,
      int maxInFlight) {
    this.publisher = publisher;
    this.beat = beat;
    this.clock = clock;
    this.listener = listener;
    this.commits = commits;
    this.maxInFlight = maxInFlight;
  }

  /** How many more runs it takes now. */
  int room() {
    return publisher.available() && inDoubt.isEmpty() ? maxInFlight - inFlight.size() : 0;
  }

  boolean hasRoomFor(HandlerRef queue) {
    return inFlightOf.getOrDefault(queue, 0) < Math.max(1, maxInFlight / SHARE_OF_A_QUEUE);
  }

  int inFlight() {
    return inFlight.size();
  }

  Map<HandlerRef, Duration> closedQueues() {
    return closedQueues.at(clock.millis());
  }

  /**
   * Publishes a run, unless it is in flight.
   *
   * @param dueAt epoch milliseconds, for the lateness
   */
  void publish(Publication publication, long dueAt) {
    InFlight run = new InFlight(publication, dueAt);
    if (inFlight.putIfAbsent(publication.runRev(), run) == null) {
      inFlightOf.merge(publication.spec().handler(), 1, Integer::sum);
      listener.awaitingConfirm(inFlight.size());
      send(run);
    }
  }

  /** Publishes again what a lost broker left in doubt, now that it is back. */
  void resume() {
    while (!inDoubt.isEmpty() && publisher.available()) {
      send(inDoubt.remove());
    }
  }

  private void send(InFlight run) {
    publisher
        .publish(run.publication)
        .whenComplete((done, failure) -> beat.execute(() -> settle(run, failure)));
  }

  private void settle(InFlight run, @Nullable Throwable failure) {
    if (failure == null) {
      confirmed(run);
    } else if (PartitionTerm.cause(failure) instanceof PublishRefusedException refusal) {
      refused(run, refusal);
    } else {
      inDoubt.add(run);
    }
  }

  private void confirmed(InFlight run) {
    Publication publication = run.publication;
    land(publication);
    closedQueues.accepted(publication.spec().handler());
    long now = clock.millis();
    commits.add(publication.spec().partition(), publication.runRev(), now);
    listener.dispatched(publication.spec(), Duration.ofMillis(now - run.dueAt));
  }

  private void refused(InFlight run, PublishRefusedException refusal) {
    HandlerRef queue = run.publication.spec().handler();
    land(run.publication);
    closedQueues.refused(queue, clock.millis());
    listener.refused(run.publication.spec(), String.valueOf(refusal.getMessage()));
    LogFields.about(
        run.publication.spec(),
        () ->
            LOG.warn(
                "The broker refuses run {} for {}, to be tried again: {}",
                run.publication.spec().id(),
                queue,
                refusal.getMessage()));
  }

  private void land(Publication publication) {
    inFlight.remove(publication.runRev());
    inFlightOf.computeIfPresent(
        publication.spec().handler(), (queue, count) -> count == 1 ? null : count - 1);
    listener.awaitingConfirm(inFlight.size());
  }
}
