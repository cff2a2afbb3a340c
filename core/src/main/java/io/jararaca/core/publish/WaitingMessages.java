package io.jararaca.core.publish;

import io.jararaca.core.ledger.LeaderLedger;
import io.jararaca.core.ledger.LedgerReader;
import io.jararaca.core.ledger.LedgerUnavailableException;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.ledger.Waiting;
import io.jararaca.core.run.Partition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** The messages that wait, of all partitions. */
public final class WaitingMessages {

  private static final Comparator<RunSnapshot> BY_DUE_INSTANT =
      Comparator.comparing(RunSnapshot::dueAt).thenComparing(run -> run.id().toString());

  private WaitingMessages() {}

  /**
   * Those that are due first. It looks at all runs of the query's time until it has found enough.
   *
   * @param wanted which of the found ones
   * @param limit how many at most
   * @return fails with {@link LedgerUnavailableException}
   */
  public static CompletableFuture<List<RunSnapshot>> list(
      LedgerReader reader, Waiting.Query query, Predicate<RunSnapshot> wanted, int limit) {
    List<CompletableFuture<List<RunSnapshot>>> parts =
        Partition.all().stream()
            .map(partition -> more(reader, partition, query, wanted, limit, new ArrayList<>()))
            .toList();
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .thenApply(
            all ->
                parts.stream()
                    .flatMap(part -> part.join().stream())
                    .sorted(BY_DUE_INSTANT)
                    .limit(limit)
                    .toList());
  }

  private static CompletableFuture<List<RunSnapshot>> more(
      LedgerReader reader,
      Partition partition,
      Waiting.Query query,
      Predicate<RunSnapshot> wanted,
      int limit,
      List<RunSnapshot> found) {
    return reader
        .waiting(partition, query, LeaderLedger.MAX_BATCH)
        .thenCompose(
            page -> {
              page.messages().stream()
                  .filter(wanted)
                  .limit(limit - found.size())
                  .forEach(found::add);
              Waiting.Query next = page.next();
              return next == null || found.size() >= limit
                  ? CompletableFuture.completedFuture(found)
                  : more(reader, partition, next, wanted, limit, found);
            });
  }
}
