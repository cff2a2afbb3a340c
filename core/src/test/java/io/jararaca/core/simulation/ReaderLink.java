package io.jararaca.core.simulation;

import io.jararaca.core.ledger.Backlog;
import io.jararaca.core.ledger.LedgerReader;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.RegisteredOwner;
import io.jararaca.core.ledger.RunDetails;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.ledger.Waiting;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What one process reads of the ledger: a beat, of what it keeps. */
class ReaderLink implements LedgerReader {

  private final Simulation world;
  private final Wire wire;

  ReaderLink(Simulation world, Wire wire) {
    this.world = world;
    this.wire = wire;
  }

  final Wire wire() {
    return wire;
  }

  @Override
  public CompletableFuture<List<RegisteredOwner>> owners(Partition partition) {
    return world.holds(partition)
        ? wire.call(
            Step.READ, partition, partition::toString, () -> world.ledger().owners(partition))
        : CompletableFuture.completedFuture(List.of());
  }

  @Override
  public CompletableFuture<Waiting> waiting(Partition partition, Waiting.Query query, int limit) {
    return world.holds(partition)
        ? wire.call(
            Step.READ,
            partition,
            partition::toString,
            () -> world.ledger().waiting(partition, query, limit))
        : CompletableFuture.completedFuture(new Waiting(List.of(), null));
  }

  @Override
  public CompletableFuture<Optional<OwnerSnapshot>> owner(OwnerKey owner) {
    return world.ledger().owner(owner);
  }

  @Override
  public CompletableFuture<Optional<RunSnapshot>> run(RunId id) {
    return world.ledger().run(id);
  }

  @Override
  public CompletableFuture<Optional<RunDetails>> details(RunId id) {
    return world.ledger().details(id);
  }

  @Override
  public CompletableFuture<List<OwnerKey>> takeDirty(Partition partition, int limit) {
    return world.ledger().takeDirty(partition, limit);
  }

  @Override
  public CompletableFuture<Optional<RunId>> holder(String entryKey) {
    return world.ledger().holder(entryKey);
  }

  @Override
  public CompletableFuture<Backlog> backlog(Partition partition) {
    return world.ledger().backlog(partition);
  }

  @Override
  public CompletableFuture<Instant> time() {
    return world.ledger().time();
  }
}
