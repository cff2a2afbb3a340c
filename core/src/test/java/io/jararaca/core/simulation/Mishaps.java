package io.jararaca.core.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What befalls processes and their connections. */
final class Mishaps {

  private final Simulation world;
  private final Map<String, List<Instant>> pauses = new HashMap<>();
  private long failedOverAt;

  Mishaps(Simulation world) {
    this.world = world;
  }

  /** Ends all faults that last, but a failover, which nobody may fail to notice. */
  void heal() {
    world.trace(null, () -> "— no faults from here on —");
    for (SimulatedBeat beat : world.beats()) {
      beat.link().wire().heal();
      beat.publisher().wire().heal();
      beat.link().wire().cutUntil(failedOverAt);
    }
    for (SimulatedWorker worker : world.workers()) {
      worker.link().wire().heal();
      worker.consumers().heal();
      worker.link().wire().cutUntil(failedOverAt);
    }
  }

  void kill(Actor actor) {
    if (!actor.alive()) {
      return;
    }
    world.trace(actor, () -> "dies");
    world.replace(actor, world.chance().millis(200, 10_000));
  }

  void terminate(Actor actor) {
    world.trace(actor, () -> "is asked to end");
    if (actor instanceof SimulatedBeat beat) {
      beat.terminate();
    } else {
      ((SimulatedWorker) actor).terminate();
    }
  }

  void pause(Actor actor, long until) {
    world.trace(
        actor, () -> "stands still for " + Duration.ofNanos(until - world.timeline().now()));
    actor.pauseUntil(until);
    pauses
        .computeIfAbsent(actor.name(), name -> new ArrayList<>())
        .add(world.now().plusNanos(until - world.timeline().now()));
  }

  /** Whether that process stood still at some time after that instant. */
  boolean pausedSince(String name, Instant since) {
    return pauses.getOrDefault(name, List.of()).stream().anyMatch(end -> end.isAfter(since));
  }

  void cut(Actor actor, long until, boolean fromLedger, boolean fromBroker) {
    world.trace(
        actor,
        () ->
            "is cut off from"
                + (fromLedger ? " ledger" : "")
                + (fromBroker ? " broker" : "")
                + " for "
                + Duration.ofNanos(until - world.timeline().now()));
    if (actor instanceof SimulatedBeat beat) {
      if (fromLedger) {
        beat.link().wire().cutUntil(until);
      }
      if (fromBroker) {
        beat.publisher().wire().cutUntil(until);
      }
    } else if (actor instanceof SimulatedWorker worker) {
      if (fromLedger) {
        worker.link().wire().cutUntil(until);
      }
      if (fromBroker) {
        worker.consumers().cutUntil(until);
      }
    }
  }

  /** Another server takes the ledger's place: for a while nobody reaches it. */
  void failOver() {
    long until = world.timeline().now() + world.chance().nanos(2_200_000_000L, 5_000_000_000L);
    failedOverAt = until;
    for (SimulatedBeat beat : world.beats()) {
      cut(beat, until, true, false);
    }
    for (SimulatedWorker worker : world.workers()) {
      cut(worker, until, true, false);
    }
  }

  void skew(Actor actor, double pace) {
    if (actor instanceof SimulatedBeat beat) {
      beat.clock().pace(pace);
    } else if (actor instanceof SimulatedWorker worker) {
      worker.clock().pace(pace);
    }
  }
}
