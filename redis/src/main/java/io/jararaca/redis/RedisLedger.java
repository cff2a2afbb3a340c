package io.jararaca.redis;

import io.jararaca.core.ledger.ActionLedger;
import io.jararaca.core.ledger.Backlog;
import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.LeaderLedger;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.LedgerReader;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.MessageLedger;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.Raised;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.RegisteredOwner;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.ledger.RunDetails;
import io.jararaca.core.ledger.RunRev;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.ledger.StartRequest;
import io.jararaca.core.ledger.StartResult;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.ledger.SweepRequest;
import io.jararaca.core.ledger.Swept;
import io.jararaca.core.ledger.Waiting;
import io.jararaca.core.ledger.WakeUp;
import io.jararaca.core.ledger.WakeUps;
import io.jararaca.core.ledger.WorkerLedger;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The ledger on Redis: each port's part answers for itself. */
final class RedisLedger implements Ledger {

  private final LeaderLedger leader;
  private final WorkerLedger worker;
  private final MessageLedger messages;
  private final ActionLedger actions;
  private final LedgerReader reader;
  private final WakeUps wakeUps;

  RedisLedger(RedisCalls redis, PartitionKeys keys, WakeUps wakeUps) {
    leader = new RedisLeaderLedger(redis, keys);
    worker = new RedisWorkerLedger(redis, keys);
    messages = new RedisMessageLedger(redis, keys);
    actions = new RedisActionLedger(redis, keys);
    reader = new RedisLedgerReader(redis, keys);
    this.wakeUps = wakeUps;
  }

  @Override
  public CompletableFuture<Raised> raise(
      Partition partition, FencingToken token, LedgerTimings timings) {
    return leader.raise(partition, token, timings);
  }

  @Override
  public CompletableFuture<Long> highestToken() {
    return leader.highestToken();
  }

  @Override
  public CompletableFuture<List<RegisterResult>> register(
      Partition partition, FencingToken token, List<Registration> registrations) {
    return leader.register(partition, token, registrations);
  }

  @Override
  public CompletableFuture<List<ClaimResult>> claim(
      Partition partition, FencingToken token, List<Claim> claims) {
    return leader.claim(partition, token, claims);
  }

  @Override
  public CompletableFuture<Void> commit(Partition partition, List<RunRev> runs) {
    return leader.commit(partition, runs);
  }

  @Override
  public CompletableFuture<Swept> sweep(
      Partition partition, FencingToken token, SweepRequest request) {
    return leader.sweep(partition, token, request);
  }

  @Override
  public CompletableFuture<Void> forget(
      Partition partition, FencingToken token, OwnerKey owner, String uid) {
    return leader.forget(partition, token, owner, uid);
  }

  @Override
  public CompletableFuture<StartResult> start(StartRequest request) {
    return worker.start(request);
  }

  @Override
  public CompletableFuture<List<Boolean>> heartbeat(
      Partition partition, List<LeaseRef> leases, Duration lease) {
    return worker.heartbeat(partition, leases, lease);
  }

  @Override
  public CompletableFuture<CompleteResult> complete(LeaseRef lease, Outcome outcome) {
    return worker.complete(lease, outcome);
  }

  @Override
  public CompletableFuture<Boolean> release(LeaseRef lease) {
    return worker.release(lease);
  }

  @Override
  public CompletableFuture<List<SubmitResult>> submit(
      Partition partition, List<Submission> submissions) {
    return messages.submit(partition, submissions);
  }

  @Override
  public CompletableFuture<Boolean> cancel(RunId run, CancelReason reason) {
    return messages.cancel(run, reason);
  }

  @Override
  public CompletableFuture<Boolean> forget(Owner owner) {
    return actions.forget(owner);
  }

  @Override
  public CompletableFuture<Boolean> resume(OwnerKey owner, Registration.Change change) {
    return actions.resume(owner, change);
  }

  @Override
  public CompletableFuture<List<RegisteredOwner>> owners(Partition partition) {
    return reader.owners(partition);
  }

  @Override
  public CompletableFuture<Optional<OwnerSnapshot>> owner(OwnerKey owner) {
    return reader.owner(owner);
  }

  @Override
  public CompletableFuture<Optional<RunSnapshot>> run(RunId id) {
    return reader.run(id);
  }

  @Override
  public CompletableFuture<List<OwnerKey>> takeDirty(Partition partition, int limit) {
    return reader.takeDirty(partition, limit);
  }

  @Override
  public CompletableFuture<Optional<RunDetails>> details(RunId id) {
    return reader.details(id);
  }

  @Override
  public CompletableFuture<Waiting> waiting(Partition partition, Waiting.Query query, int limit) {
    return reader.waiting(partition, query, limit);
  }

  @Override
  public CompletableFuture<Optional<RunId>> holder(String entryKey) {
    return reader.holder(entryKey);
  }

  @Override
  public CompletableFuture<Backlog> backlog(Partition partition) {
    return reader.backlog(partition);
  }

  @Override
  public CompletableFuture<Instant> time() {
    return reader.time();
  }

  @Override
  public Subscription subscribe(Consumer<WakeUp> listener) {
    return wakeUps.subscribe(listener);
  }
}
