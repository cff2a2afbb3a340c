package io.jararaca.core.simulation;

import io.jararaca.core.ledger.FencingToken;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides who leads. What it decides reaches the former leader late. */
final class Election {

  private static final Duration RENEWAL = Duration.ofSeconds(1);
  private static final int RENEWALS_MISSED = 4;

  private final Simulation world;
  private @Nullable SimulatedBeat holder;
  private long token;
  private int missed;

  Election(Simulation world) {
    this.world = world;
    world.timeline().after(Duration.ZERO, null, this::renew);
  }

  private void renew() {
    SimulatedBeat leader = holder;
    boolean renewed =
        leader != null && leader.alive() && leader.pausedUntil() <= world.timeline().now();
    missed = renewed ? 0 : missed + 1;
    if (holder == null || missed >= RENEWALS_MISSED) {
      electFrom(world.beats().stream().filter(beat -> beat != leader).toList());
      if (holder == leader) {
        electFrom(world.beats());
      }
    }
    world.timeline().after(RENEWAL, null, this::renew);
  }

  /** Another takes over, while the present leader hears of it only later. */
  void usurp() {
    SimulatedBeat leader = holder;
    electFrom(world.beats().stream().filter(beat -> beat != leader).toList());
  }

  void fenced(SimulatedBeat beat, FencingToken refused) {
    if (beat.token() == refused.value()) {
      beat.revoked();
      holder = beat == holder ? null : holder;
    }
  }

  private void hearsLate(SimulatedBeat former) {
    if (holder != former) {
      former.revoked();
    }
  }

  private void electFrom(List<SimulatedBeat> candidates) {
    List<SimulatedBeat> able =
        candidates.stream()
            .filter(beat -> beat.alive() && beat.pausedUntil() <= world.timeline().now())
            .toList();
    if (able.isEmpty()) {
      return;
    }
    SimulatedBeat former = holder;
    SimulatedBeat next = world.chance().oneOf(able);
    token = 1 + Math.max(token, world.facts().highestToken().join());
    holder = next;
    missed = 0;
    world.trace(next, () -> "is elected, token " + token);
    if (former == next) {
      next.revoked();
    } else if (former != null) {
      world.timeline().after(world.chance().millis(500, 8_000), former, () -> hearsLate(former));
    }
    next.elected(new FencingToken(token, next.name() + "#" + token));
  }
}
