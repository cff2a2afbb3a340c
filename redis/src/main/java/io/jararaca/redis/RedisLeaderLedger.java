package io.jararaca.redis;

import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.LeaderLedger;
import io.jararaca.core.ledger.LedgerFaultException;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.Raised;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.ledger.RunRev;
import io.jararaca.core.ledger.SweepRequest;
import io.jararaca.core.ledger.Swept;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the leading beat asks, as calls of functions. */
final class RedisLeaderLedger implements LeaderLedger {

  private final RedisCalls redis;
  private final PartitionKeys keys;

  RedisLeaderLedger(RedisCalls redis, PartitionKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  @Override
  public CompletableFuture<Raised> raise(
      Partition partition, FencingToken token, LedgerTimings timings) {
    FunctionArguments arguments =
        by(token)
            .add(timings.claimPatience())
            .add(timings.startPatience())
            .add(timings.retention());
    return redis
        .call("raise", keys.of(partition), arguments)
        .thenApply(reply -> new Raised(reply.text(0), reply.flag(1), reply.instant(2)));
  }

  @Override
  public CompletableFuture<Long> highestToken() {
    List<CompletableFuture<Long>> tokens =
        Partition.all().stream()
            .map(partition -> redis.call("token", keys.of(partition), new FunctionArguments()))
            .map(call -> call.thenApply(reply -> reply.number(0)))
            .map(token -> token.exceptionallyCompose(RedisLeaderLedger::noneIfUnreadable))
            .toList();
    return CompletableFuture.allOf(tokens.toArray(CompletableFuture[]::new))
        .thenApply(all -> tokens.stream().mapToLong(CompletableFuture::join).max().orElseThrow());
  }

  @Override
  public CompletableFuture<List<RegisterResult>> register(
      Partition partition, FencingToken token, List<Registration> registrations) {
    FunctionArguments arguments = by(token).add(batch(registrations));
    registrations.forEach(registration -> RegistrationWire.write(registration, arguments));
    return redis
        .call("register", keys.of(partition), arguments)
        .thenApply(reply -> reply.lists(0).map(RegistrationWire::read).toList());
  }

  @Override
  public CompletableFuture<List<ClaimResult>> claim(
      Partition partition, FencingToken token, List<Claim> claims) {
    FunctionArguments arguments = by(token).add(batch(claims));
    claims.forEach(claim -> ClaimWire.write(claim, arguments));
    return redis
        .call("claim", keys.of(partition), arguments)
        .thenApply(
            reply -> reply.lists(1).map(result -> ClaimWire.read(result, reply.text(0))).toList());
  }

  @Override
  public CompletableFuture<Void> commit(Partition partition, List<RunRev> runs) {
    batch(runs);
    FunctionArguments arguments = new FunctionArguments();
    runs.forEach(run -> arguments.add(run.id().toString()).add(run.rev()));
    return redis.call("commit", keys.of(partition), arguments).thenApply(moved -> null);
  }

  @Override
  public CompletableFuture<Swept> sweep(
      Partition partition, FencingToken token, SweepRequest request) {
    FunctionArguments arguments = by(token).add(request.limit()).add(request.closedQueues().size());
    request.closedQueues().forEach((handler, wait) -> arguments.add(handler.toString()).add(wait));
    request
        .lostBefore()
        .forEach((handler, instant) -> arguments.add(handler.toString()).add(instant));
    return redis
        .call("sweep", keys.of(partition), arguments)
        .thenApply(RedisLeaderLedger::readSwept);
  }

  @Override
  public CompletableFuture<Void> forget(
      Partition partition, FencingToken token, OwnerKey owner, String uid) {
    FunctionArguments arguments = by(token).add(owner.toString()).add(uid);
    return redis.call("forget", keys.of(partition), arguments).thenApply(cancelled -> null);
  }

  // A partition that cannot be read cannot be raised either, and must not keep the others
  // leaderless.
  private static CompletableFuture<Long> noneIfUnreadable(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof LedgerFaultException
        ? CompletableFuture.completedFuture(0L)
        : CompletableFuture.failedFuture(failure);
  }

  private static Swept readSwept(Reply reply) {
    String incarnation = reply.text(3);
    List<Publication> toPublish =
        reply
            .list(4)
            .lists(0)
            .map(
                run ->
                    new Publication(
                        SpecWire.readOwned(run),
                        run.smallNumber(SpecWire.OWNED_SIZE),
                        incarnation,
                        run.bytes(SpecWire.OWNED_SIZE + 1)))
            .toList();
    @Nullable Instant nextLook = reply.number(2) < 0 ? null : reply.instant(2);
    Set<HandlerRef> unstarted =
        reply.list(5).texts().map(HandlerRef::parse).collect(Collectors.toSet());
    List<Swept.Awaited> awaited =
        reply
            .list(6)
            .lists(0)
            .map(
                run ->
                    new Swept.Awaited(
                        RunId.parse(run.text(0)),
                        new Owner(OwnerKey.parse(run.text(1)), run.text(2))))
            .toList();
    return new Swept(
        toPublish,
        reply.smallNumber(1),
        nextLook,
        reply.instant(0),
        unstarted,
        awaited,
        reply
            .list(7)
            .lists(0)
            .collect(
                Collectors.toMap(pair -> HandlerRef.parse(pair.text(0)), pair -> pair.instant(1))),
        reply
            .list(8)
            .lists(0)
            .map(pair -> new Swept.Unreadable(pair.text(0), pair.text(1)))
            .toList());
  }

  private static FunctionArguments by(FencingToken token) {
    return new FunctionArguments().add(token.value()).add(token.holder());
  }

  static int batch(List<?> items) {
    if (items.size() > MAX_BATCH) {
      throw new IllegalArgumentException(
          "batch of " + items.size() + ": must hold at most " + MAX_BATCH);
    }
    return items.size();
  }
}
