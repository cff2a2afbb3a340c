package io.jararaca.core.beat;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.action.TickRules;
import io.jararaca.core.ledger.RegisterResult.Registered;
import io.jararaca.core.run.OwnerKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An action that the ledger knows, and how far its ticks are decided. Belongs to the beat's thread.
 */
final class ArmedAction {

  /** The instant of an action that has nothing to wait for. */
  static final long NEVER = Long.MAX_VALUE;

  private final ActionDefinition definition;
  private final Instant effectiveFrom;
  private final boolean suspendedByFailures;
  private final @Nullable Instant waitUntil;
  private Instant cursor;
  private long runs;
  private long wakeAt = NEVER;
  private boolean parked;

  ArmedAction(ActionDefinition definition, Registered registered) {
    this.definition = definition;
    this.effectiveFrom = registered.effectiveFrom();
    this.suspendedByFailures = registered.suspendedByFailures();
    this.waitUntil = registered.waitUntil();
    this.cursor = registered.cursor();
    this.runs = registered.runs();
  }

  ActionDefinition definition() {
    return definition;
  }

  OwnerKey key() {
    return definition.key();
  }

  Instant effectiveFrom() {
    return effectiveFrom;
  }

  Instant cursor() {
    return cursor;
  }

  /** Ticks up to and including that instant are decided. */
  void moveTo(Instant cursor) {
    this.cursor = cursor;
    this.parked = false;
  }

  /** Whether its failures in a row suspend it. */
  boolean suspendedByFailures() {
    return suspendedByFailures;
  }

  /** Ticks that got a run. */
  long runs() {
    return runs;
  }

  /** Epoch milliseconds before which no run of it may be claimed; 0: it waits for nothing. */
  long waitUntil() {
    return waitUntil == null ? 0 : waitUntil.toEpochMilli();
  }

  void countRun() {
    runs++;
  }

  /** Runs that its maxRuns still allows. */
  long runsLeft() {
    Integer maxRuns = definition.rules().maxRuns();
    return maxRuns == null ? Long.MAX_VALUE : Math.max(0, maxRuns - runs);
  }

  /** Its slot is full and its ticks wait. */
  void park() {
    parked = true;
  }

  boolean parked() {
    return parked;
  }

  /** Epoch milliseconds at which its next undecided tick is due, or {@link #NEVER}. */
  long nextDue() {
    TickRules rules = definition.rules();
    if (rules.suspend() || suspendedByFailures || runsLeft() == 0) {
      return NEVER;
    }
    return definition
        .schedule()
        .next(cursor)
        .map(tick -> definition.schedule().due(tick, definition.owner().uid()).toEpochMilli())
        .map(due -> Math.max(due, waitUntil()))
        .orElse(NEVER);
  }

  /** The place in the {@link DueQueue} that counts; an entry with another instant is stale. */
  long wakeAt() {
    return wakeAt;
  }

  void wakeAt(long epochMillis) {
    wakeAt = epochMillis;
  }
}
