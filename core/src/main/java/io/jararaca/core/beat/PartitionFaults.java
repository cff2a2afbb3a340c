package io.jararaca.core.beat;

import io.jararaca.core.ledger.LeaderLedger;
import io.jararaca.core.run.Partition;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Errors of the ledger's own in one partition. Each is told once, until the partition has been
 * without any for a while. Meanwhile its calls carry one item each, so that one that cannot be read
 * fails alone.
 */
final class PartitionFaults {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionFaults.class);

  /** Longer than {@link SetAside#WAIT_MILLIS}: what lasts is met again within it. */
  private static final long QUIET_NANOS = Duration.ofSeconds(60).toNanos();

  private static final int MOST_TOLD = 20;

  private final Partition partition;
  private final TermContext context;
  private final Set<String> told = new HashSet<>();
  private long lastMet;

  PartitionFaults(Partition partition, TermContext context) {
    this.partition = partition;
    this.context = context;
  }

  void met(String what) {
    lastMet = context.nanoTime().getAsLong();
    if (told.size() < MOST_TOLD && told.add(what)) {
      LOG.error(
          "{}: the ledger has an error of its own, and what it concerns does not go on; see the runbook: {}",
          partition,
          what);
      context.listener().faulty(partition, what);
    }
  }

  /** Whether there was one lately. */
  boolean present() {
    return !told.isEmpty();
  }

  /** Items that a call may carry now. */
  int batch() {
    return present() ? 1 : LeaderLedger.MAX_BATCH;
  }

  /** Looks whether there were none for long enough. */
  void look() {
    if (present() && context.nanoTime().getAsLong() - lastMet > QUIET_NANOS) {
      told.clear();
      LOG.info("{}: the ledger answers without errors of its own again", partition);
      context.listener().healthy(partition);
    }
  }
}
