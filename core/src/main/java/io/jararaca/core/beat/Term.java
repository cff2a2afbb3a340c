package io.jararaca.core.beat;

import io.jararaca.core.ledger.WakeUp;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One time of leading, from the election to the revocation. Raises all partitions, lets the catalog
 * catch up, registers what is declared, then claims what is due and sweeps. Belongs to the beat's
 * thread; what is left of an ended term is dropped.
 */
final class Term {

  private static final Logger LOG = LoggerFactory.getLogger(Term.class);

  /**
   * How often to look whether the broker has room again, or a partition answers, where nothing
   * tells.
   */
  private static final long POLL_NANOS = 50_000_000L;

  private final TermContext context;
  private final Commits commits;
  private final List<PartitionTerm> partitions;
  private final BackOff takeoverBackOff;
  private final DeletionSearch deletions;
  private boolean caughtUp;
  private boolean catchingUp;
  private boolean claiming = true;
  private long nextInterval;

  Term(TermContext context, Commits commits) {
    this.context = context;
    this.commits = commits;
    this.partitions =
        Partition.all().stream().map(partition -> new PartitionTerm(partition, context)).toList();
    this.takeoverBackOff = new BackOff(context.nanoTime());
    this.deletions =
        new DeletionSearch(
            context, partitions.stream().map(PartitionTerm::unseenDeletions).toList());
  }

  /** No more claims; what is in flight is still confirmed and committed. */
  void stopClaiming() {
    claiming = false;
  }

  /** Runs claimed or in flight that the broker has not confirmed. */
  int unconfirmed() {
    return context.dispatcher().inFlight() + unanswered();
  }

  void changed(Catalog.Change change) {
    Catalog.Entry deleted = change.deleted();
    if (deleted instanceof Catalog.Message message) {
      PartitionTerm partition = of(message.definition().runId().partition());
      partition.messages().forget(message.definition().runId(), message.owner());
    } else if (deleted != null) {
      of(change.key()).registrations().forget(deleted.owner());
    }
    Catalog.Entry entry = change.entry();
    if (entry instanceof Catalog.Message message) {
      of(message.definition().runId().partition()).messages().submit(message.definition());
    } else if (entry != null) {
      of(change.key()).registrations().add(change.key());
    }
  }

  void hint(WakeUp wakeUp) {
    if (wakeUp instanceof WakeUp.Due due) {
      of(due.partition()).sweeps().at(due.at().toEpochMilli());
    } else if (wakeUp instanceof WakeUp.Resumed resumed) {
      of(resumed.partition()).registrations().add(resumed.owner());
    } else if (wakeUp instanceof WakeUp.SlotFreed freed && context.clock().known()) {
      of(freed.partition()).claims().slotFreed(freed.owner(), context.clock().millis());
    }
  }

  /**
   * Does what is to be done now.
   *
   * @return nanoseconds until there is something to do, unless a letter comes first
   */
  long turn() {
    long longest = context.settings().interval().toNanos();
    partitions.forEach(PartitionTerm::raise);
    if (!context.clock().known()) {
      return Math.min(longest, shortestBackOff());
    }
    catchUp();
    if (caughtUp) {
      everyInterval();
      tellLedger();
      deletions.look();
      if (claiming) {
        claim();
      }
      long now = context.clock().millis();
      partitions.forEach(partition -> partition.sweeps().send(now));
    }
    context.dispatcher().resume();
    if (commits.flushAt() <= context.clock().millis()) {
      commits.flush();
    }
    return Math.min(longest, nanosToNext());
  }

  /** Sends what waits for company. */
  void flush() {
    commits.flush();
  }

  private void catchUp() {
    if (caughtUp || catchingUp || !takeoverBackOff.ready() || !allRaised()) {
      return;
    }
    catchingUp = true;
    context
        .ports()
        .takeover()
        .catchUp()
        .whenComplete(
            (done, failure) ->
                context
                    .beat()
                    .execute(
                        () -> {
                          catchingUp = false;
                          caughtUp = failure == null;
                          if (failure == null) {
                            context.listener().leading(true);
                          } else {
                            LOG.warn(
                                "The catalog could not catch up; trying again: {}",
                                failure.getMessage());
                            takeoverBackOff.failed();
                          }
                        }));
  }

  private boolean allRaised() {
    for (PartitionTerm partition : partitions) {
      if (!partition.raised() && !partition.backOff().failing()) {
        return false;
      }
    }
    return true;
  }

  private void everyInterval() {
    long now = context.clock().millis();
    if (now >= nextInterval) {
      nextInterval = now + context.settings().interval().toMillis();
      context.instances().look();
      partitions.forEach(partition -> partition.faults().look());
    }
  }

  private void tellLedger() {
    for (PartitionTerm partition : partitions) {
      partition.registrations().send();
      partition.messages().send();
    }
    if (partitions.stream().allMatch(partition -> partition.registrations().told())) {
      context.losses().tell();
    }
  }

  private void claim() {
    Instant now = context.clock().now();
    context
        .due()
        .takeDue(
            now.toEpochMilli(),
            () -> context.dispatcher().room() > unanswered(),
            action -> of(action.key()).claims().plan(action, now));
    partitions.forEach(partition -> partition.claims().send(now));
  }

  private int unanswered() {
    int sum = 0;
    for (PartitionTerm partition : partitions) {
      sum += partition.claims().unanswered();
    }
    return sum;
  }

  private long nanosToNext() {
    long next = commits.flushAt();
    boolean room = claiming && context.dispatcher().room() > unanswered();
    if (room && caughtUp) {
      next = Math.min(next, context.due().earliest());
    }
    if (caughtUp) {
      for (PartitionTerm partition : partitions) {
        next = Math.min(next, partition.sweeps().nextAt());
      }
    }
    long nanos = next == ArmedAction.NEVER ? Long.MAX_VALUE : context.clock().nanosUntil(next);
    nanos = Math.min(nanos, shortestBackOff());
    return Math.max(0, room ? nanos : Math.min(nanos, POLL_NANOS));
  }

  private long shortestBackOff() {
    long shortest = Long.MAX_VALUE;
    for (PartitionTerm partition : partitions) {
      if (partition.backOff().failing()) {
        shortest = Math.min(shortest, Math.max(POLL_NANOS, partition.backOff().nanosLeft()));
      }
    }
    return shortest;
  }

  private PartitionTerm of(OwnerKey key) {
    return of(key.partition());
  }

  private PartitionTerm of(Partition partition) {
    return partitions.get(partition.index());
  }
}
