package io.jararaca.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jararaca.core.leadership.Leadership;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.LedgerUnavailableException;
import io.jararaca.core.presence.Presence;
import io.jararaca.core.settings.ServerAddress;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An install's connection to Redis. It connects in the background, for ever, and needs no server to
 * be there when it is made; while there is none, everything asked fails at once with {@link
 * LedgerUnavailableException}. It logs one line a change of state.
 */
public final class RedisBackend implements AutoCloseable {

  /** How long anything asked of Redis may take. */
  public static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(2);
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
  private static final Logger LOG = LoggerFactory.getLogger(RedisBackend.class);

  private final RedisClient client;
  private final RedisAccess access;
  private final PartitionKeys keys;
  private final RedisWakeUps wakeUps = new RedisWakeUps();
  private final List<Consumer<BackendState>> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread supervisor = new Thread(this::supervise, "jararaca-redis");
  private final Calls calls = new Calls();
  private volatile @Nullable RedisSession session;
  private volatile BackendState state;
  private volatile String server;

  private RedisBackend(RedisAccess access, String server, PartitionKeys keys) {
    this.access = access;
    this.server = server;
    this.keys = keys;
    state = new BackendState(false, "Redis at " + server + ": not connected yet");
    client = RedisClient.create();
    supervisor.setDaemon(true);
  }

  /**
   * Begins to connect to an address that never changes.
   *
   * @param url {@code redis://[[user:]password@]host[:port][/database]}, or {@code rediss://} for
   *     TLS
   * @param install name of the install, which begins all its keys
   * @throws IllegalArgumentException if either is malformed
   */
  public static RedisBackend connect(String url, String install) {
    return connect(ServerAddress.of(url), install);
  }

  /**
   * Begins to connect. What the address's files say is read anew by each session.
   *
   * @param install name of the install, which begins all its keys
   * @throws IllegalArgumentException if either is malformed
   */
  public static RedisBackend connect(ServerAddress address, String install) {
    RedisAccess access = new RedisAccess(address, TIMEOUT);
    RedisBackend backend = new RedisBackend(access, name(access), new PartitionKeys(install));
    backend.supervisor.start();
    return backend;
  }

  private static String name(RedisAccess access) {
    try {
      return name(access.uri());
    } catch (IOException e) {
      throw new IllegalArgumentException("BACKEND_URL_FILE: cannot be read (" + e + ")", e);
    }
  }

  private static String name(RedisURI uri) {
    return uri.getHost() + ":" + uri.getPort();
  }

  public Ledger ledger() {
    return new RedisLedger(calls, keys, wakeUps);
  }

  public Presence presence() {
    return new RedisPresence(calls, keys);
  }

  RedisCalls calls() {
    return calls;
  }

  /**
   * A candidate for the beat of an install outside Kubernetes.
   *
   * @param holder unique for each process
   * @param validity how long after a leader's last sign another takes over
   * @param renewEvery how often the leader gives a sign, and others look; at most half of validity
   */
  public Leadership leadership(String holder, Duration validity, Duration renewEvery) {
    return new RedisLeadership(
        calls, keys.leader(), ledger()::highestToken, holder, validity, renewEvery);
  }

  public BackendState state() {
    return state;
  }

  /**
   * @param listener told of every change of state from now on, on our thread; must not block
   */
  public void onState(Consumer<BackendState> listener) {
    listeners.add(listener);
  }

  private void supervise() {
    Duration wait = FIRST_WAIT;
    while (closing.getCount() > 0) {
      try (RedisSession opened = open()) {
        session = opened;
        wait = FIRST_WAIT;
        become(new BackendState(true, "Redis at " + server));
        String reason = opened.awaitEnd(SIGN_OF_LIFE);
        session = null;
        become(new BackendState(false, "Redis at " + server + ": " + reason));
      } catch (InterruptedException e) {
        break;
      } catch (RuntimeException | IOException e) {
        become(new BackendState(false, "Redis at " + server + ": " + reasonOf(e)));
      }
      try {
        if (closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        break;
      }
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }
    session = null;
  }

  private RedisSession open() throws InterruptedException, IOException {
    RedisURI uri = access.uri();
    server = name(uri);
    client.setOptions(access.options());
    return RedisSession.open(client, uri, keys, wakeUps::hear, TIMEOUT);
  }

  /** Lettuce says "Unable to connect to …"; why is in the causes. */
  private static String reasonOf(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  private void become(BackendState next) {
    if (next.equals(state) || closing.getCount() == 0) {
      return;
    }
    state = next;
    if (next.connected()) {
      LOG.info("Connected to {}", next.message());
    } else {
      LOG.warn("Cannot use {}", next.message());
    }
    for (Consumer<BackendState> listener : listeners) {
      try {
        listener.accept(next);
      } catch (RuntimeException e) {
        LOG.error("A listener for the state of Redis failed", e);
      }
    }
  }

  @Override
  public void close() {
    closing.countDown();
    RedisSession open = session;
    if (open != null) {
      open.end("closed");
    }
    supervisor.interrupt();
    try {
      supervisor.join(TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.shutdown(0, 2, TimeUnit.SECONDS);
  }

  /** Calls on whatever session is open. */
  private final class Calls implements RedisCalls {

    @Override
    public CompletableFuture<Reply> call(
        String function, byte[][] callKeys, FunctionArguments arguments) {
      return on(function, open -> open.call(function, callKeys, arguments.values()));
    }

    @Override
    public CompletableFuture<Instant> time() {
      return on("TIME", RedisSession::time).thenApply(Calls::instant);
    }

    /** The ledger's grain is the millisecond. */
    private static Instant instant(List<byte[]> time) {
      long seconds = Long.parseLong(new String(time.get(0), US_ASCII));
      long micros = Long.parseLong(new String(time.get(1), US_ASCII));
      return Instant.ofEpochMilli(seconds * 1000 + micros / 1000);
    }

    private <T> CompletableFuture<T> on(
        String name, Function<RedisSession, CompletionStage<T>> asked) {
      RedisSession open = session;
      if (open == null) {
        return CompletableFuture.failedFuture(new LedgerUnavailableException(state.message()));
      }
      CompletableFuture<T> answer = new CompletableFuture<>();
      try {
        asked
            .apply(open)
            .whenComplete(
                (value, error) -> {
                  if (error == null) {
                    answer.complete(value);
                  } else {
                    answer.completeExceptionally(failure(open, error, name));
                  }
                });
      } catch (RuntimeException e) {
        answer.completeExceptionally(failure(open, e, name));
      }
      return answer;
    }

    private RuntimeException failure(RedisSession asked, Throwable error, String name) {
      RuntimeException failure = LedgerFailures.of(error, server, name);
      if (LedgerFailures.needsNewSession(error)) {
        asked.end(LedgerFailures.text(error));
      }
      return failure;
    }
  }
}
