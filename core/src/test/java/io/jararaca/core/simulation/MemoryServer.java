package io.jararaca.core.simulation;

import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.memory.InMemoryLedger;
import io.jararaca.core.ledger.memory.PartitionSnapshot;
import io.jararaca.core.run.Partition;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The ledger in memory. */
final class MemoryServer implements LedgerServer {

  private final InMemoryLedger ledger;

  MemoryServer(InstantSource clock, Supplier<String> incarnations) {
    ledger = new InMemoryLedger(clock, incarnations);
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public Runnable keep(Partition partition) {
    PartitionSnapshot kept = ledger.snapshot(partition);
    return () -> ledger.restore(kept);
  }

  @Override
  public void flush(Partition partition) {
    ledger.flush(partition);
  }
}
