package io.jararaca.core.beat;

import io.jararaca.core.ledger.LeaderLedger;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.SweepRequest;
import io.jararaca.core.ledger.Swept;
import java.time.Instant;

/**
 * Has a partition's runs looked at when their instants come, and publishes those that the ledger
 * hands out.
 */
final class Sweeps {

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

  /** Epoch milliseconds of the next sweep, as far as one can be made. */
  long nextAt() {
    boolean may = !sweeping && partition.ready() && partition.messages().told();
    return may ? nextAt : ArmedAction.NEVER;
  }

  void send(long now) {
    if (nextAt() > now) {
      return;
    }
    sweeping = true;
    nextAt = ArmedAction.NEVER;
    partition.ask(
        context
            .ports()
            .ledger()
            .sweep(
                partition.partition(),
                context.token(),
                new SweepRequest(
                    LeaderLedger.MAX_BATCH,
                    context.dispatcher().closedQueues(),
                    context.suspects().lostBefore())),
        this::swept,
        failure -> {
          sweeping = false;
          at(now + context.settings().interval().toMillis());
        });
  }

  private void swept(Swept swept) {
    sweeping = false;
    context.clock().observe(swept.now());
    context.suspects().started(swept.newestStarted());
    context.suspects().suspect(swept.unstarted());
    swept.unreadable().forEach(run -> partition.faults().met(run.toString()));
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
    if (swept.looked() == LeaderLedger.MAX_BATCH) {
      at(now);
    } else if (nextLook != null) {
      at(Math.max(nextLook.toEpochMilli(), now + 1));
    }
  }
}
