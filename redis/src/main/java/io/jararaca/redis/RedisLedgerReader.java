package io.jararaca.redis;

import io.jararaca.core.ledger.Backlog;
import io.jararaca.core.ledger.LedgerReader;
import io.jararaca.core.ledger.OwnerCounters;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.RegisteredOwner;
import io.jararaca.core.ledger.RunDetails;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.ledger.Waiting;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What people read, as read.lua answers it. */
final class RedisLedgerReader implements LedgerReader {

  /** The functions' last instant: numbers are whole below 2^53. */
  private static final Instant LAST = Instant.ofEpochMilli(1L << 53);

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
  public CompletableFuture<List<RegisteredOwner>> owners(Partition partition) {
    return redis
        .call("owners", keys.of(partition), new FunctionArguments())
        .thenApply(reply -> reply.lists(0).map(RedisLedgerReader::registered).toList());
  }

  @Override
  public CompletableFuture<Optional<RunSnapshot>> run(RunId id) {
    return redis
        .call("run", keys.of(id.partition()), new FunctionArguments().add(id.toString()))
        .thenApply(reply -> reply.isNone() ? Optional.empty() : Optional.of(run(reply)));
  }

  @Override
  public CompletableFuture<Optional<RunDetails>> details(RunId id) {
    return redis
        .call("details", keys.of(id.partition()), new FunctionArguments().add(id.toString()))
        .thenApply(reply -> reply.isNone() ? Optional.empty() : Optional.of(runDetails(reply)));
  }

  @Override
  public CompletableFuture<List<OwnerKey>> takeDirty(Partition partition, int limit) {
    return redis
        .call("take_dirty", keys.of(partition), new FunctionArguments().add(limit))
        .thenApply(reply -> reply.texts().map(OwnerKey::parse).toList());
  }

  @Override
  public CompletableFuture<Waiting> waiting(Partition partition, Waiting.Query query, int limit) {
    FunctionArguments arguments =
        new FunctionArguments()
            .add(millis(query.from()))
            .add(millis(query.to()))
            .add((long) query.skip())
            .add((long) limit)
            .add(query.handler() == null ? null : query.handler().toString())
            .add(query.state().label());
    return redis
        .call("waiting", keys.of(partition), arguments)
        .thenApply(reply -> waiting(query, reply));
  }

  @Override
  public CompletableFuture<Optional<RunId>> holder(String entryKey) {
    return redis
        .call("holder", keys.of(Partition.of(entryKey)), new FunctionArguments().add(entryKey))
        .thenApply(
            reply -> reply.isNone() ? Optional.empty() : Optional.of(RunId.parse(reply.text(0))));
  }

  @Override
  public CompletableFuture<Backlog> backlog(Partition partition) {
    return redis
        .call("backlog", keys.of(partition), new FunctionArguments())
        .thenApply(RedisLedgerReader::backlog);
  }

  @Override
  public CompletableFuture<Instant> time() {
    return redis.time();
  }

  private static long millis(Instant instant) {
    return instant.isBefore(Instant.EPOCH)
        ? 0
        : instant.isAfter(LAST) ? LAST.toEpochMilli() : instant.toEpochMilli();
  }

  private static Waiting waiting(Waiting.Query query, Reply reply) {
    List<RunSnapshot> messages = reply.lists(2).map(RedisLedgerReader::run).toList();
    return new Waiting(
        messages, reply.number(0) < 0 ? null : query.next(reply.instant(0), reply.smallNumber(1)));
  }

  private static Backlog backlog(Reply reply) {
    Map<String, Long> pending = new HashMap<>();
    for (int i = 3; i < reply.size(); i += 2) {
      pending.put(reply.text(i), reply.number(i + 1));
    }
    return new Backlog(
        pending, reply.number(1), reply.number(2) < 0 ? null : reply.instant(2), reply.instant(0));
  }

  private static RegisteredOwner registered(Reply reply) {
    return new RegisteredOwner(
        new Owner(OwnerKey.parse(reply.text(0)), reply.text(1)),
        reply.text(2),
        reply.number(3) == 0 ? null : (Integer) reply.smallNumber(3));
  }

  private static RunSnapshot run(Reply reply) {
    return RunLine.read(new Owner(OwnerKey.parse(reply.text(0)), reply.text(1)), reply.text(2));
  }

  private static RunDetails runDetails(Reply reply) {
    RunSpec spec = SpecWire.readOwned(reply.from(3));
    return new RunDetails(
        RunLine.read(spec.owner(), reply.text(0)), spec, reply.bytes(2), reply.flag(1));
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
        reply.optionalInstant(22),
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
