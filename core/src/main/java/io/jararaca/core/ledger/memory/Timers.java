package io.jararaca.core.ledger.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** Runs in the order of the instants at which the leader must look at them. */
final class Timers {

  private final TreeSet<RunEntry> byNextLook =
      new TreeSet<>(
          Comparator.comparing((RunEntry run) -> run.nextLook)
              .thenComparing(run -> run.id().uuid()));

  void set(RunEntry run, Instant at) {
    byNextLook.remove(run);
    run.nextLook = at;
    byNextLook.add(run);
  }

  void remove(RunEntry run) {
    byNextLook.remove(run);
  }

  /** Takes over a run that has its instant already. */
  void restore(RunEntry run) {
    byNextLook.add(run);
  }

  Optional<RunEntry> first() {
    return byNextLook.isEmpty() ? Optional.empty() : Optional.of(byNextLook.first());
  }

  Optional<Instant> earliest() {
    return first().map(run -> run.nextLook);
  }
}
