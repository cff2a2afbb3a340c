package io.jararaca.core.work;

import io.jararaca.core.ledger.LeaderLedger;
import io.jararaca.core.run.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps the leases of running runs, in one call for many runs of a partition. */
final class Heartbeats {

  private final WorkContext context;

  Heartbeats(WorkContext context) {
    this.context = context;
  }

  void send(Collection<DeliveredRun> runs, Instant now) {
    Map<Partition, List<DeliveredRun>> due = new HashMap<>();
    for (DeliveredRun run : runs) {
      if (run.needsHeartbeat(now)) {
        due.putIfAbsent(run.lease().run().partition(), new ArrayList<>());
      }
    }
    if (due.isEmpty()) {
      return;
    }
    // Those that are due soon go along, so that the runs of a partition come to beat together.
    Duration half = context.settings().heartbeat().dividedBy(2);
    for (DeliveredRun run : runs) {
      if (run.needsHeartbeat(now.plus(half))) {
        List<DeliveredRun> together = due.get(run.lease().run().partition());
        if (together != null) {
          together.add(run);
        }
      }
    }
    due.forEach((partition, together) -> sendInBatches(partition, together, now));
  }

  private void sendInBatches(Partition partition, List<DeliveredRun> runs, Instant now) {
    for (int from = 0; from < runs.size(); from += LeaderLedger.MAX_BATCH) {
      int to = Math.min(runs.size(), from + LeaderLedger.MAX_BATCH);
      sendBatch(partition, List.copyOf(runs.subList(from, to)), now);
    }
  }

  private void sendBatch(Partition partition, List<DeliveredRun> batch, Instant sentAt) {
    batch.forEach(DeliveredRun::heartbeatSent);
    context
        .calls()
        .ask(
            () ->
                context
                    .ledger()
                    .heartbeat(
                        partition,
                        batch.stream().map(DeliveredRun::lease).toList(),
                        context.settings().lease()),
            kept -> {
              for (int i = 0; i < batch.size(); i++) {
                batch.get(i).heartbeatAnswered(kept.get(i), sentAt);
              }
            },
            () -> batch.forEach(DeliveredRun::heartbeatUnanswered),
            refusal -> batch.forEach(DeliveredRun::heartbeatUnanswered));
  }
}
