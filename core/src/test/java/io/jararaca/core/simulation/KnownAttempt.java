package io.jararaca.core.simulation;

import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.run.RunSpec;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What the model knows of a start: its lease, by the model's own sums, and its handler. */
final class KnownAttempt {

  final RunSpec spec;
  final LeaseRef lease;
  final Instant startedAt;
  private final TreeMap<Instant, Instant> leaseEnds = new TreeMap<>();
  boolean began;
  boolean deaf;
  boolean told;
  private boolean leaseLost;

  KnownAttempt(RunSpec spec, LeaseRef lease, Instant startedAt, Instant leaseEnd) {
    this.spec = spec;
    this.lease = lease;
    this.startedAt = startedAt;
    leaseEnds.put(startedAt, leaseEnd);
  }

  void prolong(Instant at, Instant leaseEnd) {
    leaseEnds.merge(at, leaseEnd, (a, b) -> a.isAfter(b) ? a : b);
  }

  boolean holdsLease(Instant now) {
    return !told && !leaseLost && leaseEnds.lastEntry().getValue().isAfter(now);
  }

  /** The ledger does not know any more what it answered since then. */
  void loseSince(Instant since) {
    if (!startedAt.isBefore(since)) {
      leaseLost = true;
    } else {
      leaseEnds.tailMap(since, true).clear();
    }
  }

  /** Whether the two must never be at work together. */
  boolean rivals(KnownAttempt other) {
    if (spec.id().equals(other.spec.id())) {
      return spec.exclusive() || lease.instance().equals(other.lease.instance());
    }
    return spec.slotLimit() == 1
        && other.spec.slotLimit() == 1
        && spec.owner().key().equals(other.spec.owner().key());
  }

  /** Whether that it works on beside a newcomer is not promised away. */
  boolean excused(KnownAttempt newcomer, Simulation world) {
    Map.Entry<Instant, Instant> last = leaseEnds.lastEntry();
    boolean over = leaseLost || told || !last.getValue().isAfter(newcomer.startedAt);
    return leaseLost || over && (deaf || world.mishaps().pausedSince(lease.instance(), startedAt));
  }

  @Override
  public String toString() {
    return Brief.of(spec) + " on " + lease.instance() + " since " + startedAt;
  }
}
