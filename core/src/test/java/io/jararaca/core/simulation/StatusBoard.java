package io.jararaca.core.simulation;

import io.jararaca.core.beat.LastShown;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.run.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What people are shown of actions: a second behind the ledger, and not lost with it. */
final class StatusBoard implements LastShown {

  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final Simulation world;
  private final Map<Owner, Shown> shown = new HashMap<>();

  StatusBoard(Simulation world) {
    this.world = world;
    look();
  }

  @Override
  public Optional<Shown> of(Owner action) {
    return Optional.ofNullable(shown.get(action));
  }

  private void look() {
    for (DeclaredAction action : world.resources().actions()) {
      world
          .facts()
          .owner(action.owner().key())
          .join()
          .filter(known -> known.uid().equals(action.uid()))
          .ifPresent(known -> write(action.owner(), known));
    }
    world.timeline().after(PERIOD, null, this::look);
  }

  private void write(Owner owner, OwnerSnapshot known) {
    Instant decidedUpTo = known.lastScheduleTime();
    if (!known.passed().isEmpty()) {
      Instant passed = known.passed().get(0).to();
      decidedUpTo = decidedUpTo == null || passed.isAfter(decidedUpTo) ? passed : decidedUpTo;
    }
    if (decidedUpTo != null) {
      shown.put(
          owner,
          new Shown(
              known.generation(),
              known.counters(),
              known.consecutiveFailures(),
              known.lastScheduleTime(),
              known.lastSuccessfulTime(),
              decidedUpTo));
    }
  }
}
