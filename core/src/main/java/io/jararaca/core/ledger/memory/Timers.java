package io.jararaca.core.ledger.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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

  /** Those to be looked at from the one instant to the other, both included, in order. */
  List<RunEntry> between(Instant from, Instant to) {
    return byNextLook.stream()
        .dropWhile(run -> run.nextLook.isBefore(from))
        .takeWhile(run -> !run.nextLook.isAfter(to))
        .toList();
  }

  Optional<Instant> earliest() {
    return first().map(run -> run.nextLook);
  }
}
