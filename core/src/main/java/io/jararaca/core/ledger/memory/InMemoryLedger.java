package io.jararaca.core.ledger.memory;

import static java.util.Objects.requireNonNull;

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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The ledger in memory. Safe for many threads; every future is done when it is returned, and
 * wake-up listeners are called on the caller's thread.
 */
public final class InMemoryLedger implements Ledger {

  private final InstantSource clock;
  private final Partitions partitions;

  public InMemoryLedger(InstantSource clock) {
    this(clock, () -> UUID.randomUUID().toString());
  }

  /**
   * @param incarnations gives each partition the word that tells it from one that lost its state
   */
  public InMemoryLedger(InstantSource clock, Supplier<String> incarnations) {
    this.clock = requireNonNull(clock, "clock");
    this.partitions = new Partitions(clock, incarnations);
  }

  @Override
  public CompletableFuture<Raised> raise(
      Partition partition, FencingToken token, LedgerTimings timings) {
    return partitions.at(partition, turn -> Fence.raise(turn, token, timings));
  }

  @Override
  public CompletableFuture<Long> highestToken() {
    return CompletableFuture.completedFuture(partitions.highestToken());
  }

  @Override
  public CompletableFuture<List<RegisterResult>> register(
      Partition partition, FencingToken token, List<Registration> registrations) {
    Batch.check(partition, registrations, r -> r.owner().key().partition());
    return partitions.at(
        partition,
        turn -> {
          turn.demand(token);
          return registrations.stream().map(r -> Owners.register(turn, r)).toList();
        });
  }

  @Override
  public CompletableFuture<List<ClaimResult>> claim(
      Partition partition, FencingToken token, List<Claim> claims) {
    Batch.check(partition, claims, claim -> claim.owner().key().partition());
    return partitions.at(
        partition,
        turn -> {
          turn.demand(token);
          return Claims.claim(turn, claims);
        });
  }

  @Override
  public CompletableFuture<Void> commit(Partition partition, List<RunRev> runs) {
    Batch.check(partition, runs, run -> run.id().partition());
    return partitions.run(partition, turn -> runs.forEach(run -> Dispatches.commit(turn, run)));
  }

  @Override
  public CompletableFuture<Swept> sweep(
      Partition partition, FencingToken token, SweepRequest request) {
    return partitions.at(
        partition,
        turn -> {
          turn.demand(token);
          return Sweeps.sweep(turn, request);
        });
  }

  @Override
  public CompletableFuture<Void> forget(
      Partition partition, FencingToken token, OwnerKey owner, String uid) {
    Batch.check(partition, List.of(owner), OwnerKey::partition);
    return partitions.run(
        partition,
        turn -> {
          turn.demand(token);
          Owners.forget(turn, owner, uid);
        });
  }

  @Override
  public CompletableFuture<StartResult> start(StartRequest request) {
    return partitions.at(request.spec().partition(), turn -> Attempts.start(turn, request));
  }

  @Override
  public CompletableFuture<List<Boolean>> heartbeat(
      Partition partition, List<LeaseRef> leases, Duration lease) {
    Batch.check(partition, leases, ref -> ref.run().partition());
    return partitions.at(
        partition, turn -> leases.stream().map(ref -> Attempts.prolong(turn, ref, lease)).toList());
  }

  @Override
  public CompletableFuture<CompleteResult> complete(LeaseRef lease, Outcome outcome) {
    return partitions.at(lease.run().partition(), turn -> Attempts.complete(turn, lease, outcome));
  }

  @Override
  public CompletableFuture<Boolean> release(LeaseRef lease) {
    return partitions.at(lease.run().partition(), turn -> Attempts.release(turn, lease));
  }

  @Override
  public CompletableFuture<List<SubmitResult>> submit(
      Partition partition, List<Submission> submissions) {
    Batch.check(partition, submissions, message -> message.spec().partition());
    return partitions.at(
        partition, turn -> submissions.stream().map(m -> Messages.submit(turn, m)).toList());
  }

  @Override
  public CompletableFuture<Boolean> cancel(RunId run, CancelReason reason) {
    return partitions.at(run.partition(), turn -> Messages.cancel(turn, run, reason));
  }

  @Override
  public CompletableFuture<Boolean> forget(Owner owner) {
    return partitions.at(
        owner.key().partition(), turn -> Owners.forget(turn, owner.key(), owner.uid()));
  }

  @Override
  public CompletableFuture<Boolean> resume(OwnerKey owner, Registration.Change change) {
    return partitions.at(owner.partition(), turn -> Owners.resume(turn, owner, change));
  }

  @Override
  public CompletableFuture<List<RegisteredOwner>> owners(Partition partition) {
    return partitions.at(partition, Views::owners);
  }

  @Override
  public CompletableFuture<Optional<OwnerSnapshot>> owner(OwnerKey owner) {
    return partitions.at(owner.partition(), turn -> Views.owner(turn, owner));
  }

  @Override
  public CompletableFuture<Optional<RunSnapshot>> run(RunId id) {
    return partitions.at(
        id.partition(), turn -> Optional.ofNullable(turn.run(id)).map(RunEntry::snapshot));
  }

  @Override
  public CompletableFuture<List<OwnerKey>> takeDirty(Partition partition, int limit) {
    return partitions.at(partition, turn -> Views.takeDirty(turn, limit));
  }

  @Override
  public CompletableFuture<Optional<RunDetails>> details(RunId id) {
    return partitions.at(
        id.partition(), turn -> Optional.ofNullable(turn.run(id)).map(RunEntry::details));
  }

  @Override
  public CompletableFuture<Waiting> waiting(Partition partition, Waiting.Query query, int limit) {
    return partitions.at(partition, turn -> Backlogs.waiting(turn, query, limit));
  }

  @Override
  public CompletableFuture<Optional<RunId>> holder(String entryKey) {
    return partitions.at(
        Partition.of(entryKey), turn -> Optional.ofNullable(turn.state().entryKeys.get(entryKey)));
  }

  @Override
  public CompletableFuture<Backlog> backlog(Partition partition) {
    return partitions.at(partition, Backlogs::backlog);
  }

  @Override
  public CompletableFuture<Instant> time() {
    return CompletableFuture.completedFuture(Millis.floor(clock.instant()));
  }

  @Override
  public Subscription subscribe(Consumer<WakeUp> listener) {
    return partitions.subscribe(listener);
  }

  /** A partition as it is now. */
  public PartitionSnapshot snapshot(Partition partition) {
    return partitions.snapshot(partition);
  }

  /** Makes a partition what it was: all writes since are lost, as after a failover. */
  public void restore(PartitionSnapshot snapshot) {
    partitions.restore(snapshot);
  }

  /** Loses all that a partition holds, its incarnation and fencing token included. */
  public void flush(Partition partition) {
    partitions.flush(partition);
  }
}
