package io.jararaca.core.simulation;

import io.jararaca.core.ledger.Backlog;
import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.LedgerTimings;
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

/** The ledger, but for what a breakage overrides. */
abstract class BrokenLedger implements Ledger {

  final Ledger real;

  BrokenLedger(Ledger real) {
    this.real = real;
  }

  static <T> CompletableFuture<T> answer(T value) {
    return CompletableFuture.completedFuture(value);
  }

  @Override
  public CompletableFuture<Raised> raise(
      Partition partition, FencingToken token, LedgerTimings timings) {
    return real.raise(partition, token, timings);
  }

  @Override
  public CompletableFuture<Long> highestToken() {
    return real.highestToken();
  }

  @Override
  public CompletableFuture<List<RegisterResult>> register(
      Partition partition, FencingToken token, List<Registration> registrations) {
    return real.register(partition, token, registrations);
  }

  @Override
  public CompletableFuture<List<ClaimResult>> claim(
      Partition partition, FencingToken token, List<Claim> claims) {
    return real.claim(partition, token, claims);
  }

  @Override
  public CompletableFuture<Void> commit(Partition partition, List<RunRev> runs) {
    return real.commit(partition, runs);
  }

  @Override
  public CompletableFuture<Swept> sweep(
      Partition partition, FencingToken token, SweepRequest request) {
    return real.sweep(partition, token, request);
  }

  @Override
  public CompletableFuture<Void> forget(
      Partition partition, FencingToken token, OwnerKey owner, String uid) {
    return real.forget(partition, token, owner, uid);
  }

  @Override
  public CompletableFuture<StartResult> start(StartRequest request) {
    return real.start(request);
  }

  @Override
  public CompletableFuture<List<Boolean>> heartbeat(
      Partition partition, List<LeaseRef> leases, Duration lease) {
    return real.heartbeat(partition, leases, lease);
  }

  @Override
  public CompletableFuture<CompleteResult> complete(LeaseRef lease, Outcome outcome) {
    return real.complete(lease, outcome);
  }

  @Override
  public CompletableFuture<Boolean> release(LeaseRef lease) {
    return real.release(lease);
  }

  @Override
  public CompletableFuture<List<SubmitResult>> submit(
      Partition partition, List<Submission> submissions) {
    return real.submit(partition, submissions);
  }

  @Override
  public CompletableFuture<Boolean> cancel(RunId run, CancelReason reason) {
    return real.cancel(run, reason);
  }

  @Override
  public CompletableFuture<Boolean> forget(Owner owner) {
    return real.forget(owner);
  }

  @Override
  public CompletableFuture<Boolean> resume(OwnerKey owner, Registration.Change change) {
    return real.resume(owner, change);
  }

  @Override
  public CompletableFuture<List<RegisteredOwner>> owners(Partition partition) {
    return real.owners(partition);
  }

  @Override
  public CompletableFuture<Optional<OwnerSnapshot>> owner(OwnerKey owner) {
    return real.owner(owner);
  }

  @Override
  public CompletableFuture<Optional<RunSnapshot>> run(RunId id) {
    return real.run(id);
  }

  @Override
  public CompletableFuture<List<OwnerKey>> takeDirty(Partition partition, int limit) {
    return real.takeDirty(partition, limit);
  }

  @Override
  public CompletableFuture<Optional<RunDetails>> details(RunId id) {
    return real.details(id);
  }

  @Override
  public CompletableFuture<Waiting> waiting(Partition partition, Waiting.Query query, int limit) {
    return real.waiting(partition, query, limit);
  }

  @Override
  public CompletableFuture<Optional<RunId>> holder(String entryKey) {
    return real.holder(entryKey);
  }

  @Override
  public CompletableFuture<Backlog> backlog(Partition partition) {
    return real.backlog(partition);
  }

  @Override
  public CompletableFuture<Instant> time() {
    return real.time();
  }

  @Override
  public Subscription subscribe(Consumer<WakeUp> listener) {
    return real.subscribe(listener);
  }
}
