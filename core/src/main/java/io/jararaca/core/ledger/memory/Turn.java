package io.jararaca.core.ledger.memory;

import io.jararaca.core.ledger.FencedException;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.WakeUp;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call's work on one partition, at one instant: the moves that the rules are made of. It keeps
 * timers, slots, entry keys and the dirty list true to the runs, and collects the wake-ups.
 */
final class Turn {

  private final PartitionState state;
  private final Instant now;
  private final Supplier<String> incarnations;
  private final List<WakeUp> wakeUps = new ArrayList<>();

  /** Begins a turn; the partition's time never goes back. */
  Turn(PartitionState state, Instant clock, Supplier<String> incarnations) {
    Instant floor = Millis.floor(clock);
    this.state = state;
    this.now = floor.isAfter(state.lastNow) ? floor : state.lastNow;
    this.incarnations = incarnations;
    state.lastNow = now;
  }

  PartitionState state() {
    return state;
  }

  Instant now() {
    return now;
  }

  List<WakeUp> wakeUps() {
    return wakeUps;
  }

  LedgerTimings timings() {
    return state.timings;
  }

  /** The partition's incarnation, which it gets from whoever comes first. */
  String incarnation() {
    if (state.incarnation == null) {
      state.incarnation = incarnations.get();
    }
    return state.incarnation;
  }

  void demand(FencingToken token) {
    if (!token.equals(state.token)) {
      throw new FencedException(
          "partition " + state.partition + " was raised by " + state.token + ", not by " + token);
    }
  }

  @Nullable OwnerEntry owner(OwnerKey key) {
    return state.owners.get(key);
  }

  @Nullable RunEntry run(RunId id) {
    return state.runs.get(id);
  }

  /** Ids of the live runs that the owner's slot holds. */
  Set<RunId> slot(OwnerKey key) {
    return state.slots.getOrDefault(key, Set.of());
  }

  List<RunEntry> slotRuns(OwnerKey key) {
    List<RunEntry> runs = new ArrayList<>();
    for (RunId id : slot(key)) {
      RunEntry run = run(id);
      if (run != null) {
        runs.add(run);
      }
    }
    return runs;
  }

  /** Adds a run that is just born. */
  void add(RunEntry run, Instant nextLook) {
    state.runs.put(run.id(), run);
    if (run.state == RunState.CLAIMED) {
      enterSlot(run.spec);
    }
    if (run.entryKey != null) {
      state.entryKeys.put(run.entryKey, run.id());
    }
    lookAt(run, nextLook);
    markDirty(run);
  }

  /** Removes an ended run, and the entry key that it holds. */
  void remove(RunEntry run) {
    state.runs.remove(run.id());
    state.timers.remove(run);
    if (run.entryKey != null) {
      state.entryKeys.remove(run.entryKey, run.id());
    }
  }

  /** Sets the next look at a run: then, or as soon as its deadline is over. */
  void lookAt(RunEntry run, Instant at) {
    Instant expiresAt = run.neverStarted() ? run.spec.expiresAt() : null;
    Instant expiry = expiresAt == null ? at : expiresAt.plusMillis(1);
    state.timers.set(run, expiry.isBefore(at) ? expiry : at);
  }

  void claim(RunEntry run) {
    run.state = RunState.CLAIMED;
    run.claimedAt = now;
    enterSlot(run.spec);
    lookAt(run, Millis.plus(now, timings().claimPatience()));
    markDirty(run);
  }

  void dispatch(RunEntry run) {
    run.state = RunState.DISPATCHED;
    run.dispatchedAt = now;
    if (run.startPatience == null) {
      run.startPatience = timings().startPatience();
    }
    if (!run.broadcast()) {
      lookAt(run, Millis.plus(now, run.startPatience));
    }
    markDirty(run);
  }

  /** The queue of a run that starts has delivered all that was dispatched long before it. */
  void noteStart(RunEntry run) {
    if (run.state == RunState.DISPATCHED && run.dispatchedAt != null) {
      state.newestStarted.merge(
          run.spec.handler(), run.dispatchedAt, (a, b) -> a.isAfter(b) ? a : b);
    }
  }

  Lease begin(RunEntry run, int attempt, String nonce, String instance, Duration duration) {
    Lease lease = new Lease(attempt, nonce, instance, now, Millis.plus(now, duration));
    run.state = RunState.RUNNING;
    run.tally = run.tally.plusAttempt();
    run.lease = lease;
    markDirty(run);
    return lease;
  }

  /** Puts a run back to Pending; the deliveries that it had are void. */
  void returnToPending(RunEntry run, Instant dueAt, @Nullable String message) {
    run.state = RunState.PENDING;
    run.rev++;
    run.dueAt = dueAt;
    run.startPatience = null;
    run.message = message;
    lookAt(run, dueAt);
    markDirty(run);
  }

  void markDirty(RunEntry run) {
    markDirty(run.spec.owner().key());
  }

  void markDirty(OwnerKey key) {
    if (key.kind().equals(OwnerKey.MESSAGE)) {
      return; // it has no status
    }
    if (state.dirty.isEmpty()) {
      wakeUps.add(new WakeUp.Dirty(state.partition));
    }
    state.dirty.add(key);
  }

  /** A run is in the slot from its first claim to its end, waiting retries included. */
  private void enterSlot(RunSpec spec) {
    if (spec.slotLimit() > 0) {
      state.slots.computeIfAbsent(spec.owner().key(), k -> new LinkedHashSet<>()).add(spec.id());
    }
  }

  void leaveSlot(RunEntry run) {
    OwnerKey key = run.spec.owner().key();
    Set<RunId> slot = state.slots.get(key);
    if (slot == null || !slot.remove(run.id())) {
      return;
    }
    if (slot.isEmpty()) {
      state.slots.remove(key);
    }
    OwnerEntry owner = owner(key);
    if (owner != null && owner.parked) {
      owner.parked = false;
      wakeUps.add(new WakeUp.SlotFreed(state.partition, key));
    }
  }

  /** Tells the leader of a Pending run that is to be looked at before all others. */
  void wakeIfEarliest(RunEntry run) {
    Optional<RunEntry> first = state.timers.first();
    if (run.state == RunState.PENDING && first.isPresent() && first.get() == run) {
      wakeUps.add(new WakeUp.Due(state.partition, run.nextLook));
    }
  }
}
