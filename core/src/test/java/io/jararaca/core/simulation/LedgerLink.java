package io.jararaca.core.simulation;

import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.LeaderLedger;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.LedgerUnavailableException;
import io.jararaca.core.ledger.MessageLedger;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.Raised;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.ledger.RunRev;
import io.jararaca.core.ledger.StartRequest;
import io.jararaca.core.ledger.StartResult;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.ledger.SweepRequest;
import io.jararaca.core.ledger.Swept;
import io.jararaca.core.ledger.WakeUp;
import io.jararaca.core.ledger.WakeUps;
import io.jararaca.core.ledger.WorkerLedger;
import io.jararaca.core.presence.Presence;
import io.jararaca.core.presence.WorkerInstance;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The ledger and presence as one process reaches them; the judge watches what takes effect. */
final class LedgerLink extends ReaderLink
    implements LeaderLedger, MessageLedger, WorkerLedger, WakeUps, Presence {

  private final Simulation world;
  private final Actor owner;
  private final Ledger ledger;
  private final Wire wire;

  LedgerLink(Simulation world, Actor owner) {
    super(
        world,
        new Wire(
            world, owner, why -> new LedgerUnavailableException(why, new TimeoutException(why))));
    this.world = world;
    this.owner = owner;
    this.ledger = world.ledger();
    this.wire = wire();
  }

  @Override
  public CompletableFuture<Raised> raise(
      Partition partition, FencingToken token, LedgerTimings timings) {
    return wire.call(
        Step.RAISE,
        partition,
        () -> partition + " token " + token.value(),
        () ->
            seen(
                ledger.raise(partition, token, timings),
                raised -> world.judge().fences().raised(partition, token)));
  }

  @Override
  public CompletableFuture<Long> highestToken() {
    return ledger.highestToken();
  }

  @Override
  public CompletableFuture<List<RegisterResult>> register(
      Partition partition, FencingToken token, List<Registration> registrations) {
    return wire.call(
        Step.REGISTER,
        partition,
        () -> Brief.of(registrations),
        () ->
            seen(
                ledger.register(partition, token, registrations),
                results -> {
                  world.judge().fences().obeyed(partition, token, Step.REGISTER);
                  for (int i = 0; i < results.size(); i++) {
                    world.judge().lives().registered(registrations.get(i), results.get(i));
                  }
                }));
  }

  @Override
  public CompletableFuture<List<ClaimResult>> claim(
      Partition partition, FencingToken token, List<Claim> claims) {
    return wire.call(
        Step.CLAIM,
        partition,
        () -> Brief.of(claims),
        () ->
            seen(
                ledger.claim(partition, token, claims),
                results -> {
                  world.judge().fences().obeyed(partition, token, Step.CLAIM);
                  for (int i = 0; i < results.size(); i++) {
                    world.judge().lives().claimed(claims.get(i), results.get(i));
                  }
                }));
  }

  @Override
  public CompletableFuture<Void> commit(Partition partition, List<RunRev> runs) {
    return wire.call(
        Step.COMMIT,
        partition,
        () -> Brief.of(runs),
        () ->
            seen(
                ledger.commit(partition, runs),
                done -> runs.forEach(world.judge().runs()::committed)));
  }

  @Override
  public CompletableFuture<Swept> sweep(
      Partition partition, FencingToken token, SweepRequest request) {
    if (!world.holds(partition)) {
      // Nothing is ever there. An answer would only lead to the next sweep.
      return new CompletableFuture<>();
    }
    return wire.call(
        Step.SWEEP,
        partition,
        partition::toString,
        () ->
            seen(
                ledger.sweep(partition, token, request),
                swept -> world.judge().fences().obeyed(partition, token, Step.SWEEP)));
  }

  @Override
  public CompletableFuture<Void> forget(
      Partition partition, FencingToken token, OwnerKey key, String uid) {
    return wire.call(
        Step.FORGET,
        partition,
        () -> key.name() + " " + uid,
        () -> {
          world.judge().audit().of(key, uid);
          boolean known =
              world.facts().owner(key).join().filter(it -> it.uid().equals(uid)).isPresent();
          return seen(
              ledger.forget(partition, token, key, uid),
              done -> {
                world.judge().fences().obeyed(partition, token, Step.FORGET);
                world.judge().lives().forgotten(uid);
                if (known) {
                  world.judge().runs().forgotten(uid);
                }
              });
        });
  }

  @Override
  public CompletableFuture<List<SubmitResult>> submit(
      Partition partition, List<Submission> submissions) {
    return wire.call(
        Step.SUBMIT,
        partition,
        () -> Brief.of(submissions.stream().map(s -> Brief.of(s.spec())).toList()),
        () ->
            seen(
                ledger.submit(partition, submissions),
                results -> {
                  for (int i = 0; i < results.size(); i++) {
                    world.judge().messages().submitted(submissions.get(i), results.get(i));
                  }
                }));
  }

  @Override
  public CompletableFuture<Boolean> cancel(RunId run, CancelReason reason) {
    return wire.call(
        Step.CANCEL,
        run.partition(),
        () -> Brief.of(run) + " " + reason,
        () ->
            seen(
                ledger.cancel(run, reason),
                cancelled -> {
                  if (cancelled) {
                    world.judge().runs().cancelled(run);
                  }
                }));
  }

  @Override
  public CompletableFuture<StartResult> start(StartRequest request) {
    return wire.call(
        Step.START,
        request.spec().partition(),
        () -> Brief.of(request.spec()) + " rev " + request.rev(),
        () -> seen(ledger.start(request), result -> world.judge().runs().started(request, result)));
  }

  @Override
  public CompletableFuture<List<Boolean>> heartbeat(
      Partition partition, List<LeaseRef> leases, Duration lease) {
    return wire.call(
        Step.HEARTBEAT,
        partition,
        () -> leases.stream().map(ref -> Brief.of(ref.run())).toList().toString(),
        () ->
            seen(
                ledger.heartbeat(partition, leases, lease),
                kept -> {
                  for (int i = 0; i < kept.size(); i++) {
                    world.judge().runs().heartbeat(leases.get(i), kept.get(i), lease);
                  }
                }));
  }

  @Override
  public CompletableFuture<CompleteResult> complete(LeaseRef lease, Outcome outcome) {
    return wire.call(
        Step.COMPLETE,
        lease.run().partition(),
        () -> Brief.of(lease.run()) + " " + lease.leaseId() + " " + outcome,
        () ->
            seen(
                ledger.complete(lease, outcome),
                result -> world.judge().runs().completed(lease, outcome, result)));
  }

  @Override
  public CompletableFuture<Boolean> release(LeaseRef lease) {
    return wire.call(
        Step.RELEASE,
        lease.run().partition(),
        () -> Brief.of(lease.run()) + " " + lease.leaseId(),
        () ->
            seen(
                ledger.release(lease),
                released -> {
                  if (released) {
                    world.judge().runs().released(lease);
                  }
                }));
  }

  @Override
  public Subscription subscribe(Consumer<WakeUp> listener) {
    return ledger.subscribe(
        hint -> {
          if (owner.alive() && !wire.cut() && !world.chance().percent(5)) {
            world
                .timeline()
                .at(
                    world.timeline().now() + world.chance().latency(),
                    owner,
                    () -> listener.accept(hint));
          }
        });
  }

  @Override
  public CompletableFuture<Void> announce(WorkerInstance worker, Duration validity) {
    return wire.call(
        Step.ANNOUNCE, null, worker::instance, () -> world.presence().announce(worker, validity));
  }

  @Override
  public CompletableFuture<Void> withdraw(String instance) {
    return wire.call(
        Step.ANNOUNCE, null, () -> instance + " goes", () -> world.presence().withdraw(instance));
  }

  @Override
  public CompletableFuture<List<WorkerInstance>> live() {
    return wire.call(Step.LIVE, null, () -> "", () -> world.presence().live());
  }

  /** Lets the judge see an answer before anybody else. */
  private static <T> CompletableFuture<T> seen(CompletableFuture<T> answer, Consumer<T> judge) {
    if (!answer.isCompletedExceptionally()) {
      judge.accept(answer.join());
    }
    return answer;
  }
}
