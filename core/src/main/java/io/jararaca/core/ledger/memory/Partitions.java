package io.jararaca.core.ledger.memory;

import io.jararaca.core.ledger.FencedException;
import io.jararaca.core.ledger.WakeUp;
import io.jararaca.core.ledger.WakeUps;
import io.jararaca.core.run.Partition;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The partitions, each under its own lock, and who listens to them. */
final class Partitions {

  /** Where a partition's state is; its lock too. */
  private static final class Cell {
    PartitionState state;

    Cell(Partition partition) {
      state = new PartitionState(partition);
    }
  }

  private final InstantSource clock;
  private final Supplier<String> incarnations;
  private final List<Cell> cells = new ArrayList<>();
  private final List<Consumer<WakeUp>> listeners = new CopyOnWriteArrayList<>();

  Partitions(InstantSource clock, Supplier<String> incarnations) {
    this.clock = clock;
    this.incarnations = incarnations;
    Partition.all().forEach(p -> cells.add(new Cell(p)));
  }

  /** Does the work under the partition's lock, then tells the listeners. */
  <T> CompletableFuture<T> at(Partition partition, Function<Turn, T> work) {
    Cell cell = cells.get(partition.index());
    T result;
    List<WakeUp> wakeUps;
    synchronized (cell) {
      Turn turn = new Turn(cell.state, clock.instant(), incarnations);
      try {
        result = work.apply(turn);
      } catch (FencedException fenced) {
        return CompletableFuture.failedFuture(fenced);
      }
      wakeUps = turn.wakeUps();
    }
    wakeUps.forEach(wakeUp -> listeners.forEach(listener -> listener.accept(wakeUp)));
    return CompletableFuture.completedFuture(result);
  }

  CompletableFuture<Void> run(Partition partition, Consumer<Turn> work) {
    return at(
            partition,
            turn -> {
              work.accept(turn);
              return true;
            })
        .thenAccept(done -> {});
  }

  long highestToken() {
    return cells.stream().mapToLong(this::token).max().orElse(0);
  }

  WakeUps.Subscription subscribe(Consumer<WakeUp> listener) {
    Consumer<WakeUp> own = listener::accept;
    listeners.add(own);
    return () -> listeners.remove(own);
  }

  PartitionSnapshot snapshot(Partition partition) {
    Cell cell = cells.get(partition.index());
    synchronized (cell) {
      return new PartitionSnapshot(cell.state);
    }
  }

  void restore(PartitionSnapshot snapshot) {
    replace(snapshot.partition(), snapshot.state());
  }

  void flush(Partition partition) {
    replace(partition, new PartitionState(partition));
  }

  private void replace(Partition partition, PartitionState state) {
    Cell cell = cells.get(partition.index());
    synchronized (cell) {
      cell.state = state;
    }
  }

  private long token(Cell cell) {
    synchronized (cell) {
      PartitionState state = cell.state;
      return state.token == null ? 0 : state.token.value();
    }
  }
}
