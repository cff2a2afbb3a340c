package io.jararaca.benchmarks.beat;

import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.LeaderLedger;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.Raised;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.ledger.RunRev;
import io.jararaca.core.ledger.SweepRequest;
import io.jararaca.core.ledger.Swept;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * A ledger whose answers are watched, on the threads on which they come.
 *
 * @param committed is told how many runs each answered commit was of
 * @param handedOut is given what each sweep handed out
 */
record WatchedLedger(
    LeaderLedger ledger, IntConsumer committed, Consumer<List<Publication>> handedOut)
    implements LeaderLedger {

  @Override
  public CompletableFuture<Void> commit(Partition partition, List<RunRev> runs) {
    CompletableFuture<Void> answer = ledger.commit(partition, runs);
    return answer.thenRun(() -> committed.accept(runs.size()));
  }

  @Override
  public CompletableFuture<Raised> raise(
      Partition partition, FencingToken token, LedgerTimings timings) {
    return ledger.raise(partition, token, timings);
  }

  @Override
  public CompletableFuture<Long> highestToken() {
    return ledger.highestToken();
  }

  @Override
  public CompletableFuture<List<RegisterResult>> register(
      Partition partition, FencingToken token, List<Registration> registrations) {
    return ledger.register(partition, token, registrations);
  }

  @Override
  public CompletableFuture<List<ClaimResult>> claim(
      Partition partition, FencingToken token, List<Claim> claims) {
    return ledger.claim(partition, token, claims);
  }

  @Override
  public CompletableFuture<Swept> sweep(
      Partition partition, FencingToken token, SweepRequest request) {
    return ledger
        .sweep(partition, token, request)
        .whenComplete(
            (swept, failure) -> {
              if (failure == null) {
                handedOut.accept(swept.toPublish());
              }
            });
  }

  @Override
  public CompletableFuture<Void> forget(
      Partition partition, FencingToken token, OwnerKey owner, String uid) {
    return ledger.forget(partition, token, owner, uid);
  }
}
