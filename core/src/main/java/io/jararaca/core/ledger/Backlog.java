package io.jararaca.core.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a partition.
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

  public long pendingOf(String namespace) {
    return pending.getOrDefault(namespace, 0L);
  }
}
