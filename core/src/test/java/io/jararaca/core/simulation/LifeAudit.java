package io.jararaca.core.simulation;

import io.jararaca.core.action.CatchUp;
import io.jararaca.core.action.TickRules;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableSet;

/** Promise 1, read off the ledger: what people see of actions fits the ticks that they had. */
final class LifeAudit {

  private final Simulation world;
  private final Judge judge;
  private final LifeBook lives;

  LifeAudit(Simulation world, Judge judge, LifeBook lives) {
    this.world = world;
    this.judge = judge;
    this.lives = lives;
  }

  /** Compares what people can read of an action with the ticks that it had. */
  void of(OwnerKey key, String uid) {
    Life life = lives.of(uid);
    OwnerSnapshot known = world.facts().owner(key).join().orElse(null);
    if (life == null || known == null || !known.uid().equals(uid) || life.current() == null) {
      return;
    }
    if (life.deleted && life.forgettingLost) {
      return; // made anew by a registration that was under way: nobody sees it, and it goes again
    }
    Instant blurred = judge.lastLoss(key.partition());
    Instant upTo = known.cursor().isBefore(life.deletedAt) ? known.cursor() : life.deletedAt;
    for (Instant tick : life.ticks(upTo, true)) {
      boolean ran = world.facts().run(RunId.ofTick(life.newest().owner(), tick)).join().isPresent();
      long reasons = known.passed().stream().filter(range -> covers(range, tick)).count();
      long found = reasons + (ran ? 1 : 0);
      judge.expect(
          found == 1 || known.passed().size() == OwnerSnapshot.MAX_PASSED && found == 0,
          () ->
              key + ": the tick " + tick + " has " + found + " runs or reasons: " + known.passed());
      boolean handled = judge.runs().handled(uid, tick);
      judge.expect(
          !(handled && reasons > 0) || !tick.isAfter(blurred),
          () -> key + ": the tick " + tick + " has a reason, but was run");
    }
    for (PassedRange range : known.passed()) {
      judge.expect(
          judge.everLost(key.partition()) || range.reason() != PassedReason.STATE_LOST,
          () -> key + ": nothing was lost, but " + range);
    }
  }

  static boolean covers(PassedRange range, Instant tick) {
    return !tick.isBefore(range.from()) && !tick.isAfter(range.to());
  }

  /** Nothing may be left undecided while all is well. */
  void expectUpToDate(Duration slack) {
    for (Life life : lives.all()) {
      if (life.deleted || !world.resources().lives(life.uid)) {
        continue;
      }
      OwnerSnapshot known = world.facts().owner(life.key).join().orElse(null);
      boolean registered = known != null && known.uid().equals(life.uid);
      judge.expect(registered, () -> life.key + " is not known to the ledger");
      TickRules rules = life.newest().rules();
      boolean busy =
          rules.catchUp() == CatchUp.ALL
              && judge.runs().startedSince(life.key, judge.now().minusSeconds(20));
      boolean waits = known != null && !known.active().isEmpty();
      if (known == null || rules.suspend() || busy || waits) {
        continue;
      }
      Integer maxRuns = rules.maxRuns();
      if (maxRuns != null && known.counters().runs() >= maxRuns) {
        continue;
      }
      NavigableSet<Instant> waiting = life.ticks(judge.now().minus(slack), false);
      NavigableSet<Instant> undecided = waiting.tailSet(known.cursor(), false);
      judge.expect(
          undecided.isEmpty(), () -> life.key + " is stuck: ticks without a decision " + undecided);
    }
  }

  /** What was deleted must be forgotten, whoever saw it, unless the ledger lost that again. */
  void expectForgotten() {
    for (Life life : lives.all()) {
      if (life.forgettingLost) {
        continue;
      }
      OwnerSnapshot known = world.facts().owner(life.key).join().orElse(null);
      judge.expect(
          !life.deleted || known == null || !known.uid().equals(life.uid),
          () -> life.key + " " + life.uid + " was deleted, but never forgotten");
    }
  }
}
