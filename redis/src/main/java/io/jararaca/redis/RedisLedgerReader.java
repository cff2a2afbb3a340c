package io.jararaca.redis;

import io.jararaca.core.ledger.LedgerReader;
import io.jararaca.core.ledger.OwnerCounters;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What people read, as read.lua answers it. */
final class RedisLedgerReader implements LedgerReader {

  private final RedisCalls redis;
  private final PartitionKeys keys;

  RedisLedgerReader(RedisCalls redis, PartitionKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  @Override
  public CompletableFuture<Optional<OwnerSnapshot>> owner(OwnerKey owner) {
    return redis
        .call("owner", keys.of(owner.partition()), new FunctionArguments().add(owner.toString()))
        .thenApply(
            reply -> reply.isNone() ? Optional.empty() : Optional.of(snapshot(owner, reply)));
  }

  @Override
  public CompletableFuture<Optional<RunSnapshot>> run(RunId id) {
    return redis
        .call("run", keys.of(id.partition()), new FunctionArguments().add(id.toString()))
        .thenApply(reply -> reply.isNone() ? Optional.empty() : Optional.of(run(reply)));
  }

  @Override
  public CompletableFuture<List<OwnerKey>> takeDirty(Partition partition, int limit) {
    return redis
        .call("take_dirty", keys.of(partition), new FunctionArguments().add(limit))
        .thenApply(reply -> reply.texts().map(OwnerKey::parse).toList());
  }

  @Override
  public CompletableFuture<Instant> time() {
    return redis.time();
  }

  private static RunSnapshot run(Reply reply) {
    return RunLine.read(new Owner(OwnerKey.parse(reply.text(0)), reply.text(1)), reply.text(2));
  }

  private static OwnerSnapshot snapshot(OwnerKey key, Reply reply) {
    Owner owner = new Owner(key, reply.text(0));
    return new OwnerSnapshot(
        owner.uid(),
        reply.number(1),
        reply.instant(2),
        reply.instant(3),
        counters(reply),
        reply.optionalInstant(13),
        reply.optionalInstant(14),
        reply.smallNumber(15),
        reply.flag(16),
        reply.flag(18) ? reply.text(17) : null,
        reply
            .list(21)
            .lists(0)
            .map(run -> RunLine.read(new Owner(key, run.text(0)), run.text(1)))
            .toList(),
        reply.list(19).texts().map(line -> RunLine.read(owner, line)).toList(),
        RunLine.readPassed(reply.text(20)));
  }

  private static OwnerCounters counters(Reply reply) {
    return new OwnerCounters(
        reply.number(4),
        reply.number(5),
        reply.number(6),
        reply.number(7),
        reply.number(8),
        reply.number(9),
        reply.number(10),
        reply.number(11),
        reply.number(12));
  }
}
