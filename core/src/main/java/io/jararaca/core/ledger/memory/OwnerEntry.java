package io.jararaca.core.ledger.memory;

import io.jararaca.core.ledger.OwnerCounters;
import io.jararaca.core.ledger.OwnerPolicy;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.RunState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An owner as its partition holds it. Guarded by the partition's lock. */
final class OwnerEntry {

  final String uid;
  long generation;
  String schedule;
  OwnerPolicy policy;
  Instant effectiveFrom;
  Instant cursor;
  boolean suspendedByFailures;
  boolean parked;
  @Nullable String handledTrigger;
  private @Nullable Instant stateLostAt;
  private Instant waitUntil = Instant.MIN;

  private OwnerCounters counters = OwnerCounters.ZERO;
  private int consecutiveFailures;
  private @Nullable Instant lastScheduleTime;
  private @Nullable Instant lastSuccessfulTime;
  private final Deque<RunSnapshot> history = new ArrayDeque<>();
  private final Deque<PassedRange> passed = new ArrayDeque<>();

  OwnerEntry(Registration registration, Instant effectiveFrom, Instant cursor) {
    this.uid = registration.owner().uid();
    this.generation = registration.generation();
    this.schedule = registration.schedule();
    this.policy = registration.policy();
    this.handledTrigger = registration.trigger();
    this.effectiveFrom = effectiveFrom;
    this.cursor = cursor;
  }

  private OwnerEntry(OwnerEntry other) {
    uid = other.uid;
    generation = other.generation;
    schedule = other.schedule;
    policy = other.policy;
    effectiveFrom = other.effectiveFrom;
    cursor = other.cursor;
    suspendedByFailures = other.suspendedByFailures;
    parked = other.parked;
    handledTrigger = other.handledTrigger;
    stateLostAt = other.stateLostAt;
    waitUntil = other.waitUntil;
    counters = other.counters;
    consecutiveFailures = other.consecutiveFailures;
    lastScheduleTime = other.lastScheduleTime;
    lastSuccessfulTime = other.lastSuccessfulTime;
    history.addAll(other.history);
    passed.addAll(other.passed);
  }

  OwnerEntry copy() {
    return new OwnerEntry(this);
  }

  /** Takes what others remember of it: the ledger has lost it. */
  void restore(Registration.Remembered remembered, Instant now) {
    counters = remembered.counters();
    consecutiveFailures = remembered.consecutiveFailures();
    lastScheduleTime = remembered.lastScheduleTime();
    lastSuccessfulTime = remembered.lastSuccessfulTime();
    strikeIfFailedTooOften();
    stateLostAt = now;
    waitUntil = Millis.plus(now, remembered.quiet());
    if (remembered.passed() != null) {
      pass(remembered.passed());
    }
    Instant at = remembered.at();
    cursor = at == null || at.isAfter(now) ? now : at;
  }

  /** Whether somebody may still run what was lost, where only one run is allowed. */
  boolean waits(Instant now) {
    return policy.slotLimit() == 1 && now.isBefore(waitUntil);
  }

  boolean hadAllRuns() {
    return policy.maxRuns() != null && counters.runs() >= policy.maxRuns();
  }

  /** Takes what may change without a change of the schedule. */
  void update(Registration registration) {
    generation = registration.generation();
    policy = registration.policy();
    trimHistory();
  }

  /** The schedule counts anew from there; no instant is used twice. */
  void restartAt(Instant at) {
    Instant next = effectiveFrom.plusMillis(1);
    effectiveFrom = at.isAfter(next) ? at : next;
    cursor = at;
  }

  void resumeAfterFailures() {
    suspendedByFailures = false;
    consecutiveFailures = 0;
  }

  void countTick(Instant plannedAt) {
    counters = counters.plusRun();
    lastScheduleTime = plannedAt;
  }

  /** Records a range of passed ticks and moves the cursor to its end. */
  void pass(PassedRange range) {
    PassedRange newest = passed.peekFirst();
    if (newest != null && newest.reason() == range.reason() && newest.to().equals(cursor)) {
      passed.removeFirst();
      passed.addFirst(
          new PassedRange(
              newest.from(), range.to(), newest.count() + range.count(), range.reason()));
    } else {
      passed.addFirst(range);
      if (passed.size() > OwnerSnapshot.MAX_PASSED) {
        passed.removeLast();
      }
    }
    counters = counters.plusPassed(range);
    cursor = range.to();
  }

  /** Takes a run's end into history and sums. */
  void ended(RunSnapshot run) {
    history.addFirst(run);
    trimHistory();
    if (run.origin() == Origin.EXCEPTION) {
      return;
    }
    counters = counters.plusEnded(run.state());
    if (run.state() == RunState.SUCCEEDED) {
      lastSuccessfulTime = run.finishedAt();
      consecutiveFailures = 0;
    } else if (run.state().failure()) {
      consecutiveFailures++;
      strikeIfFailedTooOften();
    }
  }

  private void strikeIfFailedTooOften() {
    Integer bound = policy.suspendAfterFailures();
    suspendedByFailures |= bound != null && consecutiveFailures >= bound;
  }

  RegisterResult.Registered registered(boolean created, Instant now) {
    return new RegisterResult.Registered(
        effectiveFrom,
        cursor,
        counters.runs(),
        suspendedByFailures,
        handledTrigger,
        created,
        waits(now) ? waitUntil : null);
  }

  RegisterResult.Different different(Instant now) {
    return new RegisterResult.Different(uid, schedule, cursor, now);
  }

  OwnerSnapshot snapshot(List<RunSnapshot> active) {
    return new OwnerSnapshot(
        uid,
        generation,
        effectiveFrom,
        cursor,
        counters,
        lastScheduleTime,
        lastSuccessfulTime,
        consecutiveFailures,
        suspendedByFailures,
        handledTrigger,
        stateLostAt,
        active,
        List.copyOf(history),
        List.copyOf(passed));
  }

  private void trimHistory() {
    while (history.size() > policy.historyLimit()) {
      history.removeLast();
    }
  }
}
