package io.jararaca.core.simulation;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.run.OwnerKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the model knows of one action from its creation to its deletion. */
final class Life {

  /**
   * A generation's schedule took the place of another's.
   *
   * @param at when the ledger took it over
   * @param from its ticks after this instant count
   */
  record Turn(DeclaredAction action, Instant at, Instant from) {}

  final OwnerKey key;
  final String uid;
  final Map<Long, DeclaredAction> generations = new HashMap<>();
  final List<Turn> turns = new ArrayList<>();
  final Map<Instant, Instant> claimed = new HashMap<>();
  final Set<Instant> passed = new HashSet<>();
  final Set<String> triggers = new HashSet<>();
  final Set<String> triggersClaimed = new HashSet<>();
  boolean deleted;
  boolean forgettingLost;
  Instant deletedAt = Instant.MAX;
  @Nullable Instant forgottenAt;

  /** What it was when the ledger lost everything, until it is registered anew; none: nothing. */
  @Nullable Turn lostTurn;

  Instant lostAt = Instant.MAX;

  /** Until then nobody may claim a run, where one at a time is allowed. */
  Instant quietUntil = Instant.MIN;

  /** Ticks before it cannot be asked for: all was lost. */
  Instant floor = Instant.MIN;

  Life(DeclaredAction first) {
    this.key = first.owner().key();
    this.uid = first.uid();
  }

  @Nullable Turn current() {
    return turns.isEmpty() ? null : turns.get(turns.size() - 1);
  }

  DeclaredAction newest() {
    return requireNonNull(generations.get(Collections.max(generations.keySet())));
  }

  /** Every tick, up to that instant, that must have a run or a reason. */
  NavigableSet<Instant> ticks(Instant upTo, boolean whileSuspended) {
    NavigableSet<Instant> ticks = new TreeSet<>();
    for (int i = 0; i < turns.size(); i++) {
      Turn turn = turns.get(i);
      boolean last = i == turns.size() - 1;
      Instant end = last || turns.get(i + 1).from.isAfter(upTo) ? upTo : turns.get(i + 1).from;
      if (turn.action.rules().suspend() ? whileSuspended && !last : true) {
        Instant from = turn.from.isBefore(floor) ? floor : turn.from;
        ticks.addAll(turn.action.schedule().ticks(from, end));
      }
    }
    return ticks;
  }
}
