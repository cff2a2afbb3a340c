package io.jararaca.core.ledger.memory;

import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.RunDetails;
import io.jararaca.core.ledger.RunRev;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A run as its partition holds it. Guarded by the partition's lock. */
final class RunEntry {

  /** What a finished attempt was told, for whoever asks again. */
  record Told(String leaseId, CompleteResult answer) {}

  RunSpec spec;
  byte[] body;
  RunState state;
  Instant dueAt;
  int rev;
  long generation;
  Tally tally = Tally.NONE;
  @Nullable String entryKey;

  /**
   * Its resource is gone, or shows its end: nobody waits for it, and it gets no further attempt.
   */
  boolean forgotten;

  /** When it was last handed out for publishing. */
  @Nullable Instant claimedAt;

  @Nullable Instant dispatchedAt;
  @Nullable Duration startPatience;
  @Nullable Lease lease;
  @Nullable Told told;
  @Nullable Instant finishedAt;
  @Nullable String reason;
  @Nullable String message;

  /** Of a broadcast, by worker instance. */
  final SortedMap<String, Part> parts = new TreeMap<>();

  /** Kept by {@link Timers} alone. */
  Instant nextLook = Instant.MAX;

  RunEntry(RunSpec spec, byte[] body, RunState state) {
    this.spec = spec;
    this.body = body;
    this.state = state;
    this.dueAt = spec.plannedAt();
  }

  RunEntry copy() {
    RunEntry copy = new RunEntry(spec, body, state);
    copy.dueAt = dueAt;
    copy.rev = rev;
    copy.generation = generation;
    copy.tally = tally;
    copy.entryKey = entryKey;
    copy.forgotten = forgotten;
    copy.claimedAt = claimedAt;
    copy.dispatchedAt = dispatchedAt;
    copy.startPatience = startPatience;
    copy.lease = lease;
    copy.told = told;
    copy.finishedAt = finishedAt;
    copy.reason = reason;
    copy.message = message;
    copy.parts.putAll(parts);
    copy.nextLook = nextLook;
    return copy;
  }

  RunId id() {
    return spec.id();
  }

  boolean broadcast() {
    return !spec.exclusive();
  }

  boolean is(RunRev runRev) {
    return rev == runRev.rev();
  }

  boolean neverStarted() {
    return tally.neverStarted() && !state.ended();
  }

  /** Whether a resource waits for its end: a declared message's, until it says otherwise. */
  boolean awaited() {
    return generation > 0 && !forgotten;
  }

  boolean pastDeadline(Instant now) {
    return neverStarted() && spec.expiresAt() != null && spec.expiresAt().isBefore(now);
  }

  /** Whether that lease is the one that the run is running under. */
  boolean heldBy(String leaseId) {
    return state == RunState.RUNNING && lease != null && lease.id().equals(leaseId);
  }

  Optional<CompleteResult> toldBefore(String leaseId) {
    return told != null && told.leaseId().equals(leaseId)
        ? Optional.of(told.answer())
        : Optional.empty();
  }

  Publication publication(String incarnation) {
    return new Publication(spec, rev, incarnation, body);
  }

  RunDetails details() {
    return new RunDetails(snapshot(), spec, keepsBody() ? body : new byte[0], keepsBody());
  }

  /** Of a message that was not done a person may want another go. */
  private boolean keepsBody() {
    return !state.ended()
        || spec.origin() == Origin.MESSAGE && (state.failure() || state == RunState.EXPIRED);
  }

  RunSnapshot snapshot() {
    return new RunSnapshot(
        id(),
        spec.owner(),
        spec.origin(),
        spec.handler(),
        spec.plannedAt(),
        state == RunState.PENDING ? dueAt : spec.plannedAt(),
        state,
        rev,
        tally.attempts(),
        dispatchedAt,
        lease == null ? null : lease.startedAt(),
        finishedAt,
        lease == null ? null : lease.instance(),
        reason,
        message);
  }
}
