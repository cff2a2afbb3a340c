package io.jararaca.core.publish;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.ledger.LedgerReader;
import io.jararaca.core.ledger.MessageLedger;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many messages of a namespace may be Pending. The ledger's count is asked for every 10
 * s, and every second once four fifths of the bound are reached; what was sent since is added. So
 * one publisher keeps to it, and several pass it by what they send within a second. A call goes
 * whole or not at all.
 */
public final class PendingQuota implements MessageLedger {

  private static final long OFTEN = Duration.ofSeconds(1).toNanos();
  private static final long SELDOM = Duration.ofSeconds(10).toNanos();

  private final MessageLedger ledger;
  private final LedgerReader reader;
  private final String namespace;
  private final long limit;
  private final LongSupplier nanoTime;
  private @Nullable CompletableFuture<Long> count;
  private long countedAt;
  private long since;

  /**
   * @param limit 1 or more
   * @param nanoTime a monotonic clock
   */
  public PendingQuota(
      MessageLedger ledger,
      LedgerReader reader,
      String namespace,
      long limit,
      LongSupplier nanoTime) {
    this.ledger = requireNonNull(ledger, "ledger");
    this.reader = requireNonNull(reader, "reader");
    this.namespace = requireNonNull(namespace, "namespace");
    this.limit = limit;
    this.nanoTime = nanoTime;
    if (limit < 1) {
      throw new IllegalArgumentException("quota " + limit + ": must be 1 or more");
    }
  }

  /** Fails with {@link QuotaExceededException} besides. */
  @Override
  public CompletableFuture<List<SubmitResult>> submit(
      Partition partition, List<Submission> submissions) {
    return counted()
        .thenCompose(
            pending -> {
              if (!grant(pending, submissions.size())) {
                return CompletableFuture.failedFuture(
                    new QuotaExceededException(namespace, limit, pending));
              }
              return ledger.submit(partition, submissions);
            });
  }

  @Override
  public CompletableFuture<Boolean> cancel(RunId run, CancelReason reason) {
    return ledger.cancel(run, reason);
  }

  private synchronized CompletableFuture<Long> counted() {
    CompletableFuture<Long> known = count;
    if (known == null || known.isCompletedExceptionally() || (known.isDone() && stale(known))) {
      countedAt = nanoTime.getAsLong();
      since = 0;
      known = reader.backlog().thenApply(backlog -> backlog.pendingOf(namespace));
      count = known;
    }
    return known;
  }

  private boolean stale(CompletableFuture<Long> known) {
    boolean close = (known.join() + since) * 5 >= limit * 4;
    return nanoTime.getAsLong() - countedAt >= (close ? OFTEN : SELDOM);
  }

  private synchronized boolean grant(long pending, int messages) {
    if (pending + since + messages > limit) {
      return false;
    }
    since += messages;
    return true;
  }
}
