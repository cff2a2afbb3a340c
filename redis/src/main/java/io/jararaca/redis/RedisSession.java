package io.jararaca.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.jararaca.core.run.Partition;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.BaseRedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pair of connections to one server, for calls and for hints, from the first connect to the first
 * sign that either is of no use. A session that is open has been checked and has our functions;
 * after its end a new one is opened, rather than the old one mended.
 */
final class RedisSession implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RedisSession.class);
  private static final ByteArrayCodec BYTES = ByteArrayCodec.INSTANCE;

  private final StatefulRedisConnection<byte[], byte[]> calls;
  private final StatefulRedisPubSubConnection<String, String> hints;
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final Duration timeout;

  private RedisSession(
      StatefulRedisConnection<byte[], byte[]> calls,
      StatefulRedisPubSubConnection<String, String> hints,
      Duration timeout) {
    this.calls = calls;
    this.hints = hints;
    this.timeout = timeout;
  }

  /**
   * Connects, checks the server, loads our functions, and listens for hints. Blocks.
   *
   * @param timeout for each step
   */
  static RedisSession open(
      RedisClient client,
      RedisURI uri,
      PartitionKeys keys,
      Consumer<String> onHint,
      Duration timeout)
      throws InterruptedException {
    StatefulRedisConnection<byte[], byte[]> calls = client.connect(BYTES, uri);
    StatefulRedisPubSubConnection<String, String> hints;
    try {
      hints = client.connectPubSub(StringCodec.UTF8, uri);
    } catch (RuntimeException e) {
      calls.close();
      throw e;
    }
    RedisSession session = new RedisSession(calls, hints, timeout);
    try {
      session.begin(keys.wakeChannel(), keys.of(new Partition(0)), onHint);
      return session;
    } catch (RuntimeException | InterruptedException e) {
      session.close();
      throw e;
    }
  }

  private void begin(String channel, byte[][] partition, Consumer<String> onHint)
      throws InterruptedException {
    calls.addListener(new EndWhenDisconnected());
    hints.addListener(new EndWhenDisconnected());
    ServerFitness.check(await(calls.async().info()));
    loadFunctions();
    ServerFitness.checkRights(await(call("denied", partition, List.of())).texts().toList());
    hints.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String from, String hint) {
            onHint.accept(hint);
          }
        });
    await(hints.async().subscribe(channel));
  }

  /** Loads our functions where they are absent, or where an older build of them is. */
  private void loadFunctions() throws InterruptedException {
    if (loadedBuild() < FunctionLibrary.BUILD) {
      await(calls.async().functionLoad(FunctionLibrary.source(), true));
    }
  }

  private long loadedBuild() throws InterruptedException {
    try {
      return await(call("build", new byte[0][], List.of())).number(0);
    } catch (RedisCommandExecutionException e) {
      if (String.valueOf(e.getMessage()).contains("Function not found")) {
        return 0;
      }
      throw e;
    }
  }

  CompletionStage<Reply> call(String function, byte[][] keys, List<byte[]> arguments) {
    CommandArgs<byte[], byte[]> args =
        new CommandArgs<>(BYTES)
            .add((FunctionLibrary.PREFIX + function).getBytes(UTF_8))
            .add(keys.length)
            .addKeys(keys)
            .addValues(arguments);
    return commands()
        .dispatch(CommandType.FCALL, new NestedMultiOutput<>(BYTES), args)
        .thenApply(Reply::new);
  }

  CompletionStage<List<byte[]>> time() {
    return calls.async().time();
  }

  private BaseRedisAsyncCommands<byte[], byte[]> commands() {
    return calls.async();
  }

  /** Says that this session is of no use any more. */
  void end(String reason) {
    ended.complete(reason);
  }

  /**
   * Waits for the session's end, and asks the server for a sign of life again and again meanwhile,
   * since a network can be cut without either side being told.
   *
   * @return why it ended
   */
  String awaitEnd(Duration interval) throws InterruptedException {
    while (true) {
      try {
        return ended.get(interval.toMillis(), MILLISECONDS);
      } catch (TimeoutException notYet) {
        isAlive();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void isAlive() throws InterruptedException {
    try {
      await(calls.async().ping());
      await(hints.async().ping());
    } catch (RuntimeException e) {
      end(String.valueOf(e.getMessage()));
    }
  }

  private <T> T await(CompletionStage<T> answer) throws InterruptedException {
    try {
      return answer.toCompletableFuture().get(timeout.toMillis(), MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("no answer within " + timeout.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    end("closed");
    CompletableFuture.allOf(hints.closeAsync(), calls.closeAsync())
        .orTimeout(timeout.toMillis(), MILLISECONDS)
        .exceptionally(RedisSession::onlyLog)
        .join();
  }

  /** A connection that cannot even be closed properly is left to the server's timeout. */
  private static @Nullable Void onlyLog(Throwable error) {
    LOG.debug("A connection to Redis did not close", error);
    return null;
  }

  private final class EndWhenDisconnected implements io.lettuce.core.RedisConnectionStateListener {
    @Override
    public void onRedisDisconnected(io.lettuce.core.RedisChannelHandler<?, ?> connection) {
      end("the connection was lost");
    }

    @Override
    public void onRedisExceptionCaught(
        io.lettuce.core.RedisChannelHandler<?, ?> connection, @Nullable Throwable cause) {
      end("the connection failed: " + cause);
    }
  }
}
