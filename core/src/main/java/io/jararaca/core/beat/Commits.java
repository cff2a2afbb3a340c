package io.jararaca.core.beat;

import io.jararaca.core.ledger.LeaderLedger;
import io.jararaca.core.ledger.LedgerFaultException;
import io.jararaca.core.ledger.RunRev;
import io.jararaca.core.run.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the ledger what the broker confirmed, in batches. Nothing waits for it: a worker may start
 * a run that is not committed yet, and a commit that is lost is made up for by the sweep, whose
 * second copy the ledger drops.
 */
final class Commits {

  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

  private static final int BATCH = 100;

  /** How long a lone confirm waits for company. */
  private static final long PATIENCE_MILLIS = 20;

  private final LeaderLedger ledger;
  private final List<List<RunRev>> confirmed = new ArrayList<>();
  private long oldest = ArmedAction.NEVER;

  Commits(LeaderLedger ledger) {
    this.ledger = ledger;
    Partition.all().forEach(partition -> confirmed.add(new ArrayList<>()));
  }

  void add(Partition partition, RunRev run, long now) {
    List<RunRev> batch = confirmed.get(partition.index());
    batch.add(run);
    oldest = Math.min(oldest, now);
    if (batch.size() >= BATCH) {
      send(partition);
    }
  }

  /** When {@link #flush} has something to do, epoch milliseconds. */
  long flushAt() {
    return oldest == ArmedAction.NEVER ? ArmedAction.NEVER : oldest + PATIENCE_MILLIS;
  }

  void flush() {
    Partition.all().forEach(this::send);
    oldest = ArmedAction.NEVER;
  }

  private void send(Partition partition) {
    List<RunRev> batch = confirmed.get(partition.index());
    if (batch.isEmpty()) {
      return;
    }
    List<RunRev> runs = List.copyOf(batch);
    batch.clear();
    send(partition, runs);
  }

  private void send(Partition partition, List<RunRev> runs) {
    CompletableFuture<Void> sent = ledger.commit(partition, runs);
    sent.whenComplete(
        (done, failure) -> {
          if (failure != null
              && PartitionTerm.cause(failure) instanceof LedgerFaultException
              && runs.size() > 1) {
            // One that cannot be read shall not keep the others back.
            runs.forEach(run -> send(partition, List.of(run)));
          } else if (failure != null) {
            LOG.debug(
                "{}: {} confirms not recorded; the sweep will ask again",
                partition,
                runs.size(),
                failure);
          }
        });
  }
}
