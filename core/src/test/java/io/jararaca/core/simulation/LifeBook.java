package io.jararaca.core.simulation;

import io.jararaca.core.action.CatchUp;
import io.jararaca.core.action.TickRules;
import io.jararaca.core.beat.LastShown;
import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.RegisterResult.Registered;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.run.RunSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * Promises 1 and 4: each due tick has one run or one reason, and none fires from before a change.
 */
final class LifeBook {

  /** How far clocks that drift apart may make the beat too early. */
  private static final Duration DRIFT = Duration.ofMillis(20);

  private final Simulation world;
  private final Judge judge;
  private final Map<String, Life> lives = new LinkedHashMap<>();

  LifeBook(Simulation world, Judge judge) {
    this.world = world;
    this.judge = judge;
  }

  Collection<Life> all() {
    return lives.values();
  }

  @Nullable Life of(String uid) {
    return lives.get(uid);
  }

  void declared(DeclaredAction action) {
    lives
        .computeIfAbsent(action.uid(), uid -> new Life(action))
        .generations
        .put(action.generation(), action);
  }

  void triggered(DeclaredAction action) {
    Life life = lives.get(action.uid());
    if (life != null && action.trigger() != null) {
      life.triggers.add(action.trigger());
    }
  }

  void deleted(DeclaredAction action) {
    Life life = lives.get(action.uid());
    if (life != null) {
      life.deleted = true;
      life.deletedAt = judge.now();
    }
  }

  void registered(Registration registration, RegisterResult result) {
    Life life = lives.get(registration.owner().uid());
    if (life == null || !(result instanceof Registered registered)) {
      return;
    }
    DeclaredAction action = life.generations.get(registration.generation());
    if (action == null) {
      return;
    }
    if (life.deleted && life.forgottenAt != null) {
      // A registration that was under way when the action was forgotten. Nobody claims for it.
      life.forgettingLost = true;
    }
    Life.Turn current = life.current();
    boolean same =
        current != null
            && !registered.created()
            && action.scheduleText().equals(current.action().scheduleText());
    if (same) {
      return;
    }
    judge.expect(
        !registered.cursor().isBefore(action.declaredAt()),
        () ->
            action.name()
                + " generation "
                + action.generation()
                + " counts from "
                + registered.cursor()
                + ", before it was declared at "
                + action.declaredAt());
    expectLossTold(life, action, registered);
    life.turns.add(new Life.Turn(action, judge.now(), registered.cursor()));
    life.forgottenAt = null;
    for (Life other : lives.values()) {
      if (other != life && other.key.equals(life.key) && other.forgottenAt == null) {
        other.forgottenAt = judge.now();
      }
    }
  }

  /** What people were shown before the ledger lost everything makes up for the loss. */
  private void expectLossTold(Life life, DeclaredAction action, Registered registered) {
    Life.Turn lost = life.lostTurn;
    life.lostTurn = null;
    LastShown.Shown shown = world.board().of(action.owner()).orElse(null);
    if (lost == null || shown == null || !registered.created()) {
      return;
    }
    if (!action.rules().allowOverlap()) {
      life.quietUntil = judge.now().plus(SimulatedWorker.LEASE);
    }
    OwnerSnapshot known = world.facts().owner(life.key).join().orElseThrow();
    judge.expect(known.stateLostAt() != null, () -> life.key + ": its loss is not told");
    Integer maxRuns = action.rules().maxRuns();
    boolean edited =
        shown.generation() != action.generation()
            || lost.action().generation() != action.generation();
    if (edited || action.rules().suspend() || maxRuns != null) {
      return;
    }
    Instant from = shown.decidedUpTo().isAfter(life.lostAt) ? shown.decidedUpTo() : life.lostAt;
    for (Instant tick : action.schedule().ticks(from, registered.cursor())) {
      // One may be claimed a little before its instant, and then everything be lost before it.
      judge.expect(
          life.claimed.containsKey(tick)
              || known.passed().stream()
                  .anyMatch(
                      range ->
                          range.reason() == PassedReason.STATE_LOST
                              && LifeAudit.covers(range, tick)),
          () -> life.key + ": the tick " + tick + " was lost without a word: " + known.passed());
    }
  }

  void claimed(Claim claim, ClaimResult result) {
    Life life = lives.get(claim.owner().uid());
    if (life == null) {
      return;
    }
    boolean gotRun =
        result instanceof ClaimResult.Claimed
            && (claim instanceof Claim.Trigger
                || claim instanceof Claim.Tick tick && tick.run() != null);
    judge.expect(
        !gotRun || !judge.now().isBefore(life.quietUntil),
        () -> life.key + " got a run while somebody may run what was lost: " + claim);
    if (claim instanceof Claim.Tick tick) {
      if (result instanceof ClaimResult.Claimed || result instanceof ClaimResult.Skipped) {
        tick.passed().forEach(range -> passed(life, range));
      }
      RunSpec run = tick.run();
      if (result instanceof ClaimResult.Claimed && run != null) {
        ticked(life, run);
      } else if (result instanceof ClaimResult.Skipped skipped) {
        passed(life, PassedRange.single(tick.upTo(), skipped.reason()));
      }
    } else if (claim instanceof Claim.Trigger trigger && result instanceof ClaimResult.Claimed) {
      judge.expect(
          life.triggers.contains(trigger.value()),
          () -> life.key + ": nobody asked for trigger " + trigger.value());
      judge.expect(
          life.triggersClaimed.add(trigger.value()) || judge.everLost(life.key.partition()),
          () -> life.key + ": trigger " + trigger.value() + " got two runs");
      judge.runs().claimed(trigger.run());
    }
  }

  private void ticked(Life life, RunSpec run) {
    Instant tick = run.plannedAt();
    Life.Turn turn = life.current();
    judge.expect(
        turn != null && !turn.action().rules().suspend() && tick.isAfter(turn.from()),
        () -> run.id() + ": the tick " + tick + " is from before the last change, " + turn);
    judge.expect(
        turn != null && isTick(turn.action(), tick),
        () -> life.key + ": there is no tick at " + tick);
    judge.expect(
        !tick.isAfter(judge.now().plus(DRIFT)),
        () -> life.key + ": claimed early, at " + judge.now() + ": " + tick);
    judge.expect(
        life.claimed.put(tick, judge.now()) == null || judge.everLost(life.key.partition()),
        () -> life.key + ": the tick " + tick + " got two runs");
    judge.runs().claimed(run);
  }

  private static boolean isTick(DeclaredAction action, Instant tick) {
    return action.schedule().ticks(tick.minusSeconds(1), tick).contains(tick);
  }

  /** A reason must be true when it is given. */
  private void passed(Life life, PassedRange range) {
    Life.Turn turn = life.current();
    if (turn == null) {
      return;
    }
    DeclaredAction action = turn.action();
    TickRules rules = action.rules();
    Instant now = judge.now();
    NavigableSet<Instant> ticks = action.schedule().ticks(range.from().minusSeconds(1), range.to());
    boolean fits =
        ticks.size() == range.count()
            && ticks.first().equals(range.from())
            && ticks.last().equals(range.to());
    judge.expect(fits, () -> life.key + ": " + range + " is not what the schedule has: " + ticks);
    for (Instant tick : ticks) {
      judge.expect(
          life.passed.add(tick) && !life.claimed.containsKey(tick)
              || judge.everLost(life.key.partition()),
          () -> life.key + ": the tick " + tick + " has a second reason or run: " + range);
    }
    boolean laterDue = !action.schedule().ticks(range.to(), now).isEmpty();
    Duration deadline = rules.startingDeadline();
    boolean isTrue =
        switch (range.reason()) {
          case OVERLAP -> !rules.allowOverlap() && judge.runs().slotMayBeTaken(life.key);
          case TOO_MANY_ACTIVE -> rules.allowOverlap() && judge.runs().slotMayBeTaken(life.key);
          case CATCH_UP ->
              rules.catchUp() == CatchUp.LATEST && laterDue
                  || rules.catchUp() == CatchUp.NONE
                      && (laterDue || range.to().plusSeconds(10).isBefore(now));
          case DEADLINE -> deadline != null && range.to().plus(deadline).isBefore(now.plus(DRIFT));
          case NO_INSTANCES -> !action.template().exclusive();
          default -> false;
        };
    judge.expect(isTrue, () -> life.key + ": untrue reason at " + now + ": " + range);
  }

  void forgotten(String uid) {
    Life life = lives.get(uid);
    if (life != null && life.forgottenAt == null) {
      judge.expect(life.deleted, () -> life.key + " was forgotten, but not deleted");
      life.forgottenAt = judge.now();
    }
  }

  void lostWrites(Partition partition, Instant since) {
    for (Life life : lives.values()) {
      if (life.key.partition().equals(partition)) {
        life.turns.removeIf(turn -> !turn.at().isBefore(since));
        Instant forgottenAt = life.forgottenAt;
        if (forgottenAt != null && !forgottenAt.isBefore(since)) {
          life.forgottenAt = null;
          life.forgettingLost = true;
        }
      }
    }
  }

  void flushed(Partition partition) {
    for (Life life : lives.values()) {
      if (life.key.partition().equals(partition)) {
        if (life.current() != null && life.lostTurn == null) {
          life.lostTurn = life.current();
          life.lostAt = judge.now();
        }
        life.turns.clear();
      }
    }
  }
}
