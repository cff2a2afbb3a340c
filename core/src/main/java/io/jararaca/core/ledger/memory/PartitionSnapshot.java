package io.jararaca.core.ledger.memory;

import io.jararaca.core.run.Partition;

/** A partition as it was at one instant, to go back to. */
public final class PartitionSnapshot {

  private final PartitionState state;

  PartitionSnapshot(PartitionState state) {
    this.state = state.copy();
  }

  public Partition partition() {
    return state.partition;
  }

  PartitionState state() {
    return state.copy();
  }
}
