package io.jararaca.core.simulation;

import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.RunRev;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.ledger.StartRequest;
import io.jararaca.core.ledger.StartResult;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunState;
import io.jararaca.core.work.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Promises 2 and 3: recorded runs are delivered until they end, and attempts never overlap. */
final class RunBook {

  private final Simulation world;
  private final Judge judge;
  private final Map<RunId, KnownRun> runs = new LinkedHashMap<>();
  private final Map<LeaseRef, KnownAttempt> attempts = new LinkedHashMap<>();
  private final Set<RunRev> accepted = new HashSet<>();
  private final List<KnownAttempt> working = new ArrayList<>();

  RunBook(Simulation world, Judge judge) {
    this.world = world;
    this.judge = judge;
  }

  void claimed(RunSpec spec) {
    KnownRun run = known(spec);
    run.recordedAt = judge.now();
  }

  void submitted(RunSpec spec) {
    KnownRun run = known(spec);
    run.recordedAt = judge.now();
  }

  void published(Publication publication) {
    accepted.add(publication.runRev());
  }

  void committed(RunRev run) {
    judge.expect(
        accepted.contains(run), () -> Brief.of(run.id()) + " was committed, but never confirmed");
  }

  void dropped(Publication publication) {
    known(publication.spec()).deliveryLost = true;
  }

  void cancelled(RunId id) {
    KnownRun run = runs.get(id);
    if (run != null) {
      run.end(RunState.CANCELLED, judge.now());
    }
  }

  void forgotten(String uid) {
    for (KnownRun run : runs.values()) {
      if (run.spec.owner().uid().equals(uid) && run.spec.slotLimit() > 0) {
        run.forgottenAt = judge.now();
      }
    }
  }

  void started(StartRequest request, StartResult result) {
    if (!(result instanceof StartResult.Started started) || attempts.containsKey(started.lease())) {
      return;
    }
    RunSpec spec = request.spec();
    Instant now = judge.now();
    KnownRun run = known(spec);
    KnownAttempt attempt = new KnownAttempt(spec, started.lease(), now, now.plus(request.lease()));
    judge.expect(
        run.end == null || judge.lostSince(spec.partition(), run.endedAt),
        () -> run + " starts again after it ended " + run.end + " at " + run.endedAt);
    judge.expect(
        !spec.plannedAt().isAfter(now.plusMillis(20)),
        () -> run + " starts before its instant " + spec.plannedAt());
    judge.expect(
        run.forgottenAt == null || !spec.exclusive() || judge.everLost(spec.partition()),
        () -> run + " starts again, though its action was forgotten at " + run.forgottenAt);
    Instant expiresAt = spec.expiresAt();
    judge.expect(
        expiresAt == null || run.starts > 0 || !expiresAt.isBefore(now),
        () -> run + " starts after its deadline " + expiresAt);
    if (spec.origin() == Origin.TICK || spec.origin() == Origin.TRIGGER) {
      expectWanted(run, spec, now);
    } else if (spec.origin() == Origin.MESSAGE) {
      judge.messages().started(request);
    }
    for (KnownAttempt other : attempts.values()) {
      judge.expect(
          !(other.rivals(attempt) && other.holdsLease(now)),
          () -> run + " starts while " + other + " holds a lease");
    }
    judge.expect(
        spec.exclusive() || !startedOn(spec.id(), request.instance()),
        () -> run + ", a broadcast, starts a second time on " + request.instance());
    run.starts++;
    run.startedAt = now;
    run.revive();
    attempts.put(started.lease(), attempt);
  }

  private boolean startedOn(RunId run, String instance) {
    return attempts.values().stream()
        .anyMatch(
            other ->
                other.spec.id().equals(run)
                    && other.lease.instance().equals(instance)
                    && !judge.lostSince(run.partition(), other.startedAt));
  }

  private void expectWanted(KnownRun run, RunSpec spec, Instant now) {
    Life life = judge.lives().of(spec.owner().uid());
    boolean excused = judge.everLost(spec.partition());
    boolean goesOn = run.starts > 0;
    Instant forgottenAt = life == null ? null : life.forgottenAt;
    judge.expect(
        excused || goesOn || forgottenAt == null || spec.origin() == Origin.TICK && life == null,
        () -> run + " starts, but its action was seen deleted at " + forgottenAt);
    judge.expect(
        excused || run.recordedAt != null,
        () -> run + " starts at " + now + ", but was never claimed");
    if (spec.origin() == Origin.TICK && run.starts == 0 && life != null) {
      Life.Turn turn = life.current();
      judge.expect(
          excused || turn == null || spec.plannedAt().isAfter(turn.from()),
          () -> run + " starts for the first time, but is from before the last change, " + turn);
    }
  }

  void heartbeat(LeaseRef lease, boolean kept, Duration duration) {
    KnownAttempt attempt = attempts.get(lease);
    if (attempt != null && kept) {
      judge.expect(
          !attempt.spec.exclusive()
              || attempt.holdsLease(judge.now())
              || known(attempt.spec).startedAt.equals(attempt.startedAt),
          () -> attempt + " keeps a lease that was over when another began");
      attempt.prolong(judge.now(), judge.now().plus(duration));
    }
  }

  void completed(LeaseRef lease, Outcome outcome, CompleteResult result) {
    KnownAttempt attempt = attempts.get(lease);
    if (attempt == null) {
      return;
    }
    KnownRun run = known(attempt.spec);
    if (result instanceof CompleteResult.Refused) {
      judge.expect(
          !attempt.holdsLease(judge.now()),
          () -> attempt + " holds its lease, but was refused: " + result);
      return;
    }
    attempt.told = true;
    if (outcome instanceof Outcome.Succeeded) {
      judge.expect(attempt.began, () -> attempt + " succeeded without a handler");
      run.succeeded = true;
    }
    run.rejected |= outcome instanceof Outcome.Rejected;
    if (result instanceof CompleteResult.Ended ended && attempt.spec.exclusive()) {
      run.end(ended.state(), judge.now());
    }
  }

  void released(LeaseRef lease) {
    KnownAttempt attempt = attempts.get(lease);
    if (attempt != null) {
      attempt.told = true;
    }
  }

  void handlerBegan(Attempt began, boolean deaf) {
    KnownAttempt attempt = attempts.get(began.lease());
    if (attempt == null) {
      judge.accuse(Brief.of(began.spec()) + ": a handler runs without a lease");
      return;
    }
    attempt.began = true;
    attempt.deaf = deaf;
    known(attempt.spec).begins++;
    for (KnownAttempt other : working) {
      judge.expect(
          !other.rivals(attempt) || other.excused(attempt, world),
          () -> attempt + " works beside " + other);
    }
    working.add(attempt);
  }

  void handlerEnded(Attempt ended) {
    working.removeIf(attempt -> attempt.lease.equals(ended.lease()));
  }

  /** Whether, as far as the model can tell, a run of that owner may be live. */
  boolean slotMayBeTaken(OwnerKey key) {
    return runs.values().stream()
        .anyMatch(run -> run.spec.owner().key().equals(key) && run.end == null);
  }

  /** Whether a run of that owner started since then. */
  boolean startedSince(OwnerKey key, Instant since) {
    return runs.values().stream()
        .anyMatch(run -> run.spec.owner().key().equals(key) && run.startedAt.isAfter(since));
  }

  /** Whether its delivery, or the record of its start, was lost. */
  boolean swallowed(RunId id) {
    KnownRun run = runs.get(id);
    return run != null && (run.deliveryLost || judge.lostSince(id.partition(), run.startedAt));
  }

  /** Whether a handler was called for that tick. */
  boolean handled(String uid, Instant tick) {
    return runs.values().stream()
        .anyMatch(
            run ->
                run.begins > 0
                    && run.spec.origin() == Origin.TICK
                    && run.spec.owner().uid().equals(uid)
                    && run.spec.plannedAt().equals(tick));
  }

  boolean succeeded(RunId id) {
    KnownRun run = runs.get(id);
    return run != null && run.succeeded;
  }

  /** Runs that have not ended, as the ledger says. */
  boolean allEnded() {
    return runs.keySet().stream().allMatch(id -> ended(world.facts().run(id).join().orElse(null)));
  }

  private static boolean ended(@Nullable RunSnapshot run) {
    return run == null || run.state().ended();
  }

  void expectEnded() {
    for (KnownRun run : runs.values()) {
      RunSnapshot known = world.facts().run(run.spec.id()).join().orElse(null);
      if (known == null) {
        judge.expect(
            run.recordedAt == null || judge.lostSince(run.spec.partition(), run.recordedAt),
            () -> run + " was recorded, and is gone");
        continue;
      }
      judge.expect(known.state().ended(), () -> run + " is stuck as " + known);
      boolean blurred = judge.everLost(run.spec.partition());
      if (!blurred) {
        run.expectEarned(known, judge);
      }
    }
  }

  void lostWrites(Partition partition, Instant since) {
    for (KnownAttempt attempt : attempts.values()) {
      if (attempt.spec.partition().equals(partition)) {
        attempt.loseSince(since);
      }
    }
    for (KnownRun run : runs.values()) {
      if (run.spec.partition().equals(partition) && !run.endedAt.isBefore(since)) {
        run.revive();
      }
    }
  }

  void flushed(Partition partition) {
    lostWrites(partition, Instant.MIN);
  }

  boolean pausedDuring(KnownAttempt attempt) {
    return world.mishaps().pausedSince(attempt.lease.instance(), attempt.startedAt);
  }

  private KnownRun known(RunSpec spec) {
    return runs.computeIfAbsent(spec.id(), id -> new KnownRun(spec));
  }
}
