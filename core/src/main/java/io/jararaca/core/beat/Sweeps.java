package io.jararaca.core.beat;

import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.SweepRequest;
import io.jararaca.core.ledger.Swept;
import java.time.Instant;

/**
 * Has a partition's runs looked at when their instants come, and publishes those that the ledger
 * hands out.
 */
final class Sweeps {

  /** Intervals for which a sweep waits for room. */
  private static final int LONGEST_WAIT = 10;

  private final PartitionTerm partition;
  private final TermContext context;
  private long nextAt = ArmedAction.NEVER;
  private boolean sweeping;

  Sweeps(PartitionTerm partition, TermContext context) {
    this.partition = partition;
    this.context = context;
  }

  /** Something will be due in this partition at that instant, epoch milliseconds. */
  void at(long epochMillis) {
    nextAt = Math.min(nextAt, epochMillis);
  }

  /**
   * Epoch milliseconds of the next sweep, as far as one can be made. While all room is taken,
   * confirms make some: what a sweep hands out must find its place, or it waits for the ledger's
   * patience. While the broker does not work, or a queue that never confirms has taken all room,
   * the rest of a sweep's work still goes on.
   */
  long nextAt() {
    boolean may = !sweeping && partition.ready() && partition.messages().told();
    boolean room = !context.dispatcher().working() || context.dispatcher().hasRoomForSweep();
    if (!may || nextAt == ArmedAction.NEVER) {
      return ArmedAction.NEVER;
    }
    return room ? nextAt : nextAt + LONGEST_WAIT * context.settings().interval().toMillis();
  }

  /** Sends a sweep if one is due, and answers whether it did. */
  boolean send(long now) {
    if (nextAt() > now) {
      return false;
    }
    sweeping = true;
    nextAt = ArmedAction.NEVER;
    context.dispatcher().sweepAsked();
    partition.ask(
        context
            .ports()
            .ledger()
            .sweep(
                partition.partition(),
                context.token(),
                new SweepRequest(
                    context.dispatcher().sweepSize(),
                    context.dispatcher().closedQueues(),
                    context.suspects().lostBefore())),
        this::swept,
        () -> {
          sweeping = false;
          context.dispatcher().sweepAnswered();
          at(now + context.settings().interval().toMillis());
        });
    return true;
  }

  private void swept(Swept swept) {
    sweeping = false;
    context.dispatcher().sweepAnswered();
    context.clock().observe(swept.now());
    context.suspects().started(swept.newestStarted());
    context.suspects().suspect(swept.unstarted());
    swept.awaited().forEach(partition.messages()::askWhoAwaits);
    for (Publication publication : swept.toPublish()) {
      // What finds no room stays Claimed, and is handed out again after the ledger's patience.
      if (context.dispatcher().room() > 0 && !partition.undeclared().holds(publication)) {
        context.dispatcher().publish(publication, publication.spec().plannedAt().toEpochMilli());
      }
    }
    long now = context.clock().millis();
    Instant nextLook = swept.nextLook();
    at(now + context.settings().interval().toMillis());
    if (swept.looked() == context.dispatcher().sweepSize()) {
      at(context.dispatcher().working() ? now : now + context.settings().interval().toMillis());
    } else if (nextLook != null) {
      at(Math.max(nextLook.toEpochMilli(), now + 1));
    }
  }
}
