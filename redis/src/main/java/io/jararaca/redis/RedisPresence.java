package io.jararaca.redis;

import io.jararaca.core.presence.Presence;
import io.jararaca.core.presence.WorkerInstance;
import io.jararaca.core.run.HandlerRef;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Worker instances as fields of one hash, each with the instant until which it counts as alive. */
final class RedisPresence implements Presence {

  private final RedisCalls redis;
  private final byte[][] key;

  RedisPresence(RedisCalls redis, PartitionKeys keys) {
    this.redis = redis;
    key = keys.presence();
  }

  @Override
  public CompletableFuture<Void> announce(WorkerInstance worker, Duration validity) {
    FunctionArguments arguments =
        new FunctionArguments()
            .add(worker.instance())
            .add(validity)
            .add(worker.version())
            .add(worker.capacity())
            .add(names(worker.handlers()))
            .add(names(worker.broadcasts()));
    return redis.call("announce", key, arguments).thenApply(expiry -> null);
  }

  @Override
  public CompletableFuture<Void> withdraw(String instance) {
    return redis
        .call("withdraw", key, new FunctionArguments().add(instance))
        .thenApply(removed -> null);
  }

  @Override
  public CompletableFuture<List<WorkerInstance>> live() {
    return redis
        .call("live", key, new FunctionArguments())
        .thenApply(reply -> reply.lists(0).map(RedisPresence::read).toList());
  }

  private static WorkerInstance read(Reply instance) {
    return new WorkerInstance(
        instance.text(0),
        instance.text(1),
        handlers(instance.text(3)),
        handlers(instance.text(4)),
        instance.smallNumber(2));
  }

  private static String names(Set<HandlerRef> handlers) {
    return handlers.stream().map(HandlerRef::toString).sorted().collect(Collectors.joining(" "));
  }

  private static Set<HandlerRef> handlers(String names) {
    return names.isEmpty()
        ? Set.of()
        : Stream.of(names.split(" ", -1)).map(HandlerRef::parse).collect(Collectors.toSet());
  }
}
