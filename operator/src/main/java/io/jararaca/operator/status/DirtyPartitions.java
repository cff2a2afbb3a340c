package io.jararaca.operator.status;

import io.jararaca.core.ledger.LeaderLedger;
import io.jararaca.core.ledger.LedgerReader;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.operator.reconcile.KnownResources;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes from the ledger which owners changed: at its hint, and now and then all the same. What was
 * taken by a call that was not answered is lost, so then all of that partition count as changed.
 */
final class DirtyPartitions {

  static final Duration POLL_EVERY = Duration.ofSeconds(5);

  private static final int IDLE = 0;
  private static final int TAKING = 1;
  private static final int TAKING_AND_HINTED = 2;

  private final LedgerReader ledger;
  private final KnownResources resources;
  private final Consumer<OwnerKey> dirty;
  private final AtomicIntegerArray state = new AtomicIntegerArray(Partition.COUNT);
  private final AtomicIntegerArray unanswered = new AtomicIntegerArray(Partition.COUNT);

  DirtyPartitions(LedgerReader ledger, KnownResources resources, Consumer<OwnerKey> dirty) {
    this.ledger = ledger;
    this.resources = resources;
    this.dirty = dirty;
  }

  void poll() {
    Partition.all().forEach(this::take);
  }

  /** Takes the partition's dirty owners; one call at a time for each partition. */
  void take(Partition partition) {
    int known = state.getAndUpdate(partition.index(), s -> s == IDLE ? TAKING : TAKING_AND_HINTED);
    if (known == IDLE) {
      ask(partition);
    }
  }

  private void ask(Partition partition) {
    ledger
        .takeDirty(partition, LeaderLedger.MAX_BATCH)
        .whenComplete((taken, failure) -> answered(partition, taken));
  }

  private void answered(Partition partition, @Nullable List<OwnerKey> taken) {
    int index = partition.index();
    if (taken == null) {
      unanswered.set(index, 1);
      state.set(index, IDLE); // the poll asks again
      return;
    }
    taken.forEach(dirty);
    if (unanswered.compareAndSet(index, 1, 0)) {
      resources.keys().filter(key -> key.partition().equals(partition)).forEach(dirty);
    }
    boolean more = taken.size() == LeaderLedger.MAX_BATCH;
    if (more || !state.compareAndSet(index, TAKING, IDLE)) {
      state.set(index, TAKING);
      ask(partition);
    }
  }
}
