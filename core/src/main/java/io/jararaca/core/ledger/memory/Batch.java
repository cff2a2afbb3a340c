package io.jararaca.core.ledger.memory;

import io.jararaca.core.ledger.LeaderLedger;
import io.jararaca.core.run.Partition;
import java.util.List;
import java.util.function.Function;

/** What every batch must keep to, checked before anything is written. */
final class Batch {

  private Batch() {}

  static <T> void check(Partition partition, List<T> items, Function<T, Partition> partitionOf) {
    if (items.size() > LeaderLedger.MAX_BATCH) {
      throw new IllegalArgumentException(
          "batch of " + items.size() + ": must be at most " + LeaderLedger.MAX_BATCH);
    }
    for (T item : items) {
      if (!partitionOf.apply(item).equals(partition)) {
        throw new IllegalArgumentException(
            "partition " + partition + ": " + item + " is in " + partitionOf.apply(item));
      }
    }
  }
}
