package io.jararaca.core.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a partition, or in several.
 *
 * @param pending messages that are Pending, retries included, by namespace
 * @param overdue runs whose instant has come and that the leader has not looked at since: due
 *     messages and retries, ended leases and retentions
 * @param earliest instant of the next look at a run; none: there is none
 * @param now the ledger's time
 */
public record Backlog(
    Map<String, Long> pending, long overdue, @Nullable Instant earliest, Instant now) {

  public Backlog {
    pending = java.util.Collections.unmodifiableMap(new TreeMap<>(pending));
  }

  /** This and what waits elsewhere; the time is the earlier one. */
  public Backlog plus(Backlog other) {
    Map<String, Long> sums = new TreeMap<>(pending);
    other.pending.forEach((namespace, count) -> sums.merge(namespace, count, Long::sum));
    return new Backlog(
        sums,
        overdue + other.overdue,
        earlier(earliest, other.earliest),
        now.isBefore(other.now) ? now : other.now);
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  public long pendingOf(String namespace) {
    return pending.getOrDefault(namespace, 0L);
  }
}
