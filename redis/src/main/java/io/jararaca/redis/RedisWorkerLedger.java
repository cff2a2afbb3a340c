package io.jararaca.redis;

import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.StartRequest;
import io.jararaca.core.ledger.StartResult;
import io.jararaca.core.ledger.WorkerLedger;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** What workers ask, as calls of functions. */
final class RedisWorkerLedger implements WorkerLedger {

  private final RedisCalls redis;
  private final PartitionKeys keys;

  RedisWorkerLedger(RedisCalls redis, PartitionKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** Describes the run, which takes long, only to a ledger that lost it. */
  @Override
  public CompletableFuture<StartResult> start(StartRequest request) {
    return redis
        .call("start", keys.of(request.spec().partition()), startArguments(request))
        .thenCompose(
            reply ->
                reply.text(0).equals("NeedsRun")
                    ? startUnknown(request)
                    : CompletableFuture.completedFuture(started(request, reply)));
  }

  private CompletableFuture<StartResult> startUnknown(StartRequest request) {
    FunctionArguments arguments = startArguments(request);
    SpecWire.writeOwned(request.spec(), arguments);
    arguments.add(request.body());
    return redis
        .call("start", keys.of(request.spec().partition()), arguments)
        .thenApply(reply -> started(request, reply));
  }

  private static FunctionArguments startArguments(StartRequest request) {
    return new FunctionArguments()
        .add(request.spec().id().toString())
        .add(request.rev())
        .add(request.incarnation())
        .add(request.nonce())
        .add(request.instance())
        .add(request.lease());
  }

  private static StartResult started(StartRequest request, Reply reply) {
    return switch (reply.text(0)) {
      case "Started" ->
          new StartResult.Started(
              new LeaseRef(request.spec().id(), reply.text(1), request.instance()),
              reply.smallNumber(2),
              reply.instant(3));
      case "Drop" -> new StartResult.Drop(reply.text(1));
      default -> throw new IllegalStateException("start result \"" + reply.text(0) + "\"");
    };
  }

  @Override
  public CompletableFuture<List<Boolean>> heartbeat(
      Partition partition, List<LeaseRef> leases, Duration lease) {
    RedisLeaderLedger.batch(leases);
    FunctionArguments arguments = new FunctionArguments().add(lease);
    leases.forEach(held -> addLease(held, arguments));
    return redis
        .call("heartbeat", keys.of(partition), arguments)
        .thenApply(reply -> IntStream.range(0, leases.size()).mapToObj(reply::flag).toList());
  }

  @Override
  public CompletableFuture<CompleteResult> complete(LeaseRef lease, Outcome outcome) {
    FunctionArguments arguments = addLease(lease, new FunctionArguments());
    addOutcome(outcome, arguments);
    return redis
        .call("complete", keys.of(lease.run().partition()), arguments)
        .thenApply(RedisWorkerLedger::completed);
  }

  private static void addOutcome(Outcome outcome, FunctionArguments to) {
    if (outcome instanceof Outcome.Succeeded) {
      to.add("Succeeded").add("").add("");
    } else if (outcome instanceof Outcome.Failed failed) {
      to.add("Failed").add(failed.message()).add("");
    } else if (outcome instanceof Outcome.TimedOut timedOut) {
      to.add("TimedOut").add(timedOut.message()).add("");
    } else if (outcome instanceof Outcome.Rejected rejected) {
      to.add("Rejected").add(rejected.message()).add("");
    } else if (outcome instanceof Outcome.RetryLater later) {
      to.add("RetryLater").add(later.message()).add(later.delay());
    }
  }

  private static CompleteResult completed(Reply reply) {
    return switch (reply.text(0)) {
      case "Ended" -> new CompleteResult.Ended(RunState.ofLabel(reply.text(1)));
      case "WillRetry" -> new CompleteResult.WillRetry(reply.instant(1));
      case "Refused" -> new CompleteResult.Refused(reply.text(1));
      default -> throw new IllegalStateException("complete result \"" + reply.text(0) + "\"");
    };
  }

  @Override
  public CompletableFuture<Boolean> release(LeaseRef lease) {
    return redis
        .call("release", keys.of(lease.run().partition()), addLease(lease, new FunctionArguments()))
        .thenApply(reply -> reply.flag(0));
  }

  private static FunctionArguments addLease(LeaseRef lease, FunctionArguments to) {
    return to.add(lease.run().toString()).add(lease.leaseId()).add(lease.instance());
  }
}
