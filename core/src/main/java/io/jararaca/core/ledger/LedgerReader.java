package io.jararaca.core.ledger;

import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What the status, the command line and people read. Futures fail with {@link
 * LedgerUnavailableException} or {@link LedgerFaultException}.
 */
public interface LedgerReader {

  CompletableFuture<Optional<OwnerSnapshot>> owner(OwnerKey owner);

  /**
   * All owners that were registered and not forgotten, in no order. It takes the ledger a few
   * microseconds each: not for use again and again.
   */
  CompletableFuture<List<RegisteredOwner>> owners(Partition partition);

  CompletableFuture<Optional<RunSnapshot>> run(RunId id);

  /**
   * A run with all that is delivered. Its payload is kept until it ends; a message's that ended
   * Failed, TimedOut, Lost or Expired as long as its record, for whoever wants it run again.
   */
  CompletableFuture<Optional<RunDetails>> details(RunId id);

  /**
   * Takes owners whose state changed since they were last taken: every move of a run marks its
   * owner (but for published messages, which have no resource), as do a creation, a change and a
   * recorded range. They are gone from the ledger's list: who takes them must deal with them, or
   * look at everything again.
   */
  CompletableFuture<List<OwnerKey>> takeDirty(Partition partition, int limit);

  /** A page of the messages that are meant, found among at most {@code limit} runs. */
  CompletableFuture<Waiting> waiting(Partition partition, Waiting.Query query, int limit);

  /** The message that holds an idempotency key, {@code namespace/key}; it may have ended. */
  CompletableFuture<Optional<RunId>> holder(String entryKey);

  /** What waits in a partition. */
  CompletableFuture<Backlog> backlog(Partition partition);

  /** What waits in all partitions. */
  default CompletableFuture<Backlog> backlog() {
    List<CompletableFuture<Backlog>> parts = Partition.all().stream().map(this::backlog).toList();
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .thenApply(
            all -> parts.stream().map(CompletableFuture::join).reduce(Backlog::plus).orElseThrow());
  }

  /** The ledger's time: the one clock that decides. */
  CompletableFuture<Instant> time();
}
