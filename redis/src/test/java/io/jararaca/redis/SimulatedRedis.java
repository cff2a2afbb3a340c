package io.jararaca.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.run.Partition;
import io.jararaca.core.simulation.LedgerServer;
import io.lettuce.core.RedisCommandExecutionException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A history's ledger on a real server, by the product's adapter and functions. Each thread has a
 * server of its own, which begins each history empty.
 */
final class SimulatedRedis implements LedgerServer, RedisCalls {

  private static final ThreadLocal<PlainConnection> CONNECTIONS =
      ThreadLocal.withInitial(() -> new PlainConnection(RedisServer.start().port()));
  private static final byte[] LIBRARY = SimulatedClockLibrary.source().getBytes(UTF_8);

  private final InstantSource clock;
  private final PlainConnection redis = CONNECTIONS.get();
  private final PartitionKeys keys = new PartitionKeys("simulated");
  private final RedisWakeUps wakeUps = new RedisWakeUps();
  private final RedisLedger ledger = new RedisLedger(this, keys, wakeUps);

  private SimulatedRedis(InstantSource clock) {
    this.clock = clock;
    redis.send(List.of(bytes("FLUSHALL")));
    redis.send(List.of(bytes("FUNCTION"), bytes("LOAD"), bytes("REPLACE"), LIBRARY));
  }

  /** Redis makes the incarnations itself. */
  static Maker servers() {
    return (clock, incarnations) -> new SimulatedRedis(clock);
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public Runnable keep(Partition partition) {
    byte[][] names = keys.of(partition);
    List<List<byte[]>> dumps =
        Arrays.stream(names).map(name -> List.of(bytes("DUMP"), name)).toList();
    List<@Nullable Object> kept = redis.sendAll(dumps);
    return () -> {
      flush(partition);
      for (int i = 0; i < names.length; i++) {
        if (kept.get(i) instanceof byte[] dump) {
          redis.send(List.of(bytes("RESTORE"), names[i], bytes("0"), dump));
        }
      }
    };
  }

  @Override
  public void flush(Partition partition) {
    List<byte[]> words = new ArrayList<>(List.of(bytes("DEL")));
    words.addAll(Arrays.asList(keys.of(partition)));
    redis.send(words);
  }

  @Override
  public CompletableFuture<Reply> call(
      String function, byte[][] callKeys, FunctionArguments arguments) {
    List<byte[]> words = new ArrayList<>();
    words.add(bytes("FCALL"));
    words.add(bytes(FunctionLibrary.PREFIX + function));
    words.add(bytes(Integer.toString(callKeys.length)));
    words.addAll(Arrays.asList(callKeys));
    words.addAll(arguments.values());
    words.add(bytes(Long.toString(clock.millis())));
    try {
      Reply answered = new Reply(list(redis.send(words)));
      answered.list(1).texts().forEach(wakeUps::hear);
      return CompletableFuture.completedFuture(answered.list(0));
    } catch (RedisCommandExecutionException e) {
      return CompletableFuture.failedFuture(LedgerFailures.of(e, "the simulation", function));
    }
  }

  @Override
  public CompletableFuture<Instant> time() {
    return CompletableFuture.completedFuture(Instant.ofEpochMilli(clock.millis()));
  }

  @SuppressWarnings("unchecked")
  private static List<@Nullable Object> list(@Nullable Object answer) {
    return answer instanceof List<?> list
        ? (List<@Nullable Object>) list
        : Collections.singletonList(answer);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
