package io.jararaca.core.simulation;

import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.StartRequest;
import io.jararaca.core.ledger.StartResult;
import io.jararaca.core.ledger.WorkerLedger;
import io.jararaca.core.run.Partition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Takes a heartbeat that is not answered for one that is. */
record Optimist(WorkerLedger real) implements WorkerLedger {

  @Override
  public CompletableFuture<StartResult> start(StartRequest request) {
    return real.start(request);
  }

  @Override
  public CompletableFuture<List<Boolean>> heartbeat(
      Partition partition, List<LeaseRef> leases, Duration lease) {
    return real.heartbeat(partition, leases, lease)
        .exceptionally(silence -> leases.stream().map(each -> true).toList());
  }

  @Override
  public CompletableFuture<CompleteResult> complete(LeaseRef lease, Outcome outcome) {
    return real.complete(lease, outcome);
  }

  @Override
  public CompletableFuture<Boolean> release(LeaseRef lease) {
    return real.release(lease);
  }
}
