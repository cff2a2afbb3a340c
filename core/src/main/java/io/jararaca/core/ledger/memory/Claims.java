package io.jararaca.core.ledger.memory;

import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CLAIM: decides ticks and triggers, each at most once. */
final class Claims {

  private Claims() {}

  static List<ClaimResult> claim(Turn turn, List<Claim> claims) {
    List<ClaimResult> results = new ArrayList<>();
    Map<OwnerKey, ClaimResult> undecided = new HashMap<>();
    for (Claim claim : claims) {
      OwnerKey key = claim.owner().key();
      ClaimResult before = undecided.get(key);
      ClaimResult result = before != null ? before : decide(turn, claim);
      if (!result.decided()) {
        undecided.put(key, result);
      }
      results.add(result);
    }
    return results;
  }

  private static ClaimResult decide(Turn turn, Claim claim) {
    OwnerEntry owner = turn.owner(claim.owner().key());
    if (owner == null) {
      return new ClaimResult.Gone();
    }
    return claim instanceof Claim.Tick tick
        ? tick(turn, owner, tick)
        : trigger(turn, owner, (Claim.Trigger) claim);
  }

  private static ClaimResult tick(Turn turn, OwnerEntry owner, Claim.Tick tick) {
    RunSpec run = tick.run();
    boolean current =
        owner.uid.equals(tick.owner().uid())
            && owner.effectiveFrom.equals(tick.effectiveFrom())
            && !owner.suspendedByFailures;
    if (run != null && turn.run(run.id()) != null) {
      if (current && owner.cursor.equals(tick.cursor())) {
        pass(turn, owner, tick);
        owner.cursor = tick.upTo();
      }
      return new ClaimResult.AlreadyClaimed();
    }
    if (!current) {
      return new ClaimResult.Changed();
    }
    if (!owner.cursor.equals(tick.cursor())) {
      return new ClaimResult.Moved(owner.cursor);
    }
    if (run != null && owner.hadAllRuns()) {
      return new ClaimResult.Changed();
    }
    if (run != null && mustWait(turn, owner, run)) {
      return new ClaimResult.SlotBusy();
    }
    PassedReason full = run == null ? null : whyFull(turn, owner, run);
    if (full != null && owner.policy.waitForSlot()) {
      return park(owner);
    }

    pass(turn, owner, tick);
    if (full != null) {
      owner.pass(PassedRange.single(tick.upTo(), full));
      return new ClaimResult.Skipped(full);
    }
    owner.cursor = tick.upTo();
    if (run != null) {
      owner.countTick(run.plannedAt());
      bear(turn, run, tick.body(), tick.instances());
    }
    return new ClaimResult.Claimed(turn.incarnation());
  }

  private static void pass(Turn turn, OwnerEntry owner, Claim.Tick tick) {
    tick.passed().forEach(owner::pass);
    turn.markDirty(tick.owner().key());
  }

  private static ClaimResult trigger(Turn turn, OwnerEntry owner, Claim.Trigger trigger) {
    RunSpec run = trigger.run();
    if (!owner.uid.equals(trigger.owner().uid())) {
      return new ClaimResult.Changed();
    }
    if (turn.run(run.id()) != null) {
      handled(turn, owner, trigger);
      return new ClaimResult.AlreadyClaimed();
    }
    if (trigger.value().equals(owner.handledTrigger)) {
      return new ClaimResult.AlreadyHandled();
    }
    if (mustWait(turn, owner, run)) {
      return new ClaimResult.SlotBusy();
    }
    PassedReason full = whyFull(turn, owner, run);
    if (full != null && owner.policy.waitForSlot()) {
      return park(owner);
    }
    handled(turn, owner, trigger);
    if (full != null) {
      return new ClaimResult.Skipped(full);
    }
    bear(turn, run, trigger.body(), trigger.instances());
    return new ClaimResult.Claimed(turn.incarnation());
  }

  private static void handled(Turn turn, OwnerEntry owner, Claim.Trigger trigger) {
    owner.handledTrigger = trigger.value();
    turn.markDirty(trigger.owner().key());
  }

  private static boolean mustWait(Turn turn, OwnerEntry owner, RunSpec run) {
    return run.slotLimit() > 0 && owner.waits(turn.now());
  }

  private static @Nullable PassedReason whyFull(Turn turn, OwnerEntry owner, RunSpec run) {
    int limit = owner.policy.slotLimit();
    if (run.slotLimit() == 0 || turn.slot(run.owner().key()).size() < limit) {
      return null;
    }
    return limit == 1 ? PassedReason.OVERLAP : PassedReason.TOO_MANY_ACTIVE;
  }

  private static ClaimResult park(OwnerEntry owner) {
    owner.parked = true;
    return new ClaimResult.SlotBusy();
  }

  private static void bear(Turn turn, RunSpec spec, byte[] body, List<String> instances) {
    RunEntry run = new RunEntry(spec, body, RunState.CLAIMED);
    run.claimedAt = turn.now();
    instances.forEach(instance -> run.parts.put(instance, Part.EXPECTED));
    Instant look =
        run.broadcast()
            ? Broadcasts.nextLook(run, turn.now())
            : Millis.plus(turn.now(), turn.timings().claimPatience());
    turn.add(run, look);
  }
}
