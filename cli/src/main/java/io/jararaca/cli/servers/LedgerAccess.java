package io.jararaca.cli.servers;

import io.jararaca.cli.CommandFailure;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.LedgerUnavailableException;
import io.jararaca.core.ledger.RegisteredOwner;
import io.jararaca.core.presence.Presence;
import io.jararaca.core.run.Partition;
import io.jararaca.core.settings.Environment;
import io.jararaca.core.settings.ServerAddress;
import io.jararaca.redis.BackendState;
import io.jararaca.redis.RedisBackend;
import io.jararaca.worker.settings.ServerSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** A connected ledger, for a command that asks and ends. */
public final class LedgerAccess implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  private final RedisBackend redis;
  private final String namespace;

  private LedgerAccess(RedisBackend redis, String namespace) {
    this.redis = redis;
    this.namespace = namespace;
  }

  static LedgerAccess open(Environment settings) {
    Quiet.connections();
    ServerAddress address = ServerSettings.backend(settings);
    String install = ServerSettings.installName(settings);
    String namespace = ServerOptions.namespace(settings);
    settings.check();
    RedisBackend redis = RedisBackend.connect(address, install);
    BackendState first = redis.state();
    BackendState state = first;
    long begun = System.nanoTime();
    // The first word counts: whoever asks may ask again, a server's outage is not waited out.
    while (!state.connected()
        && state.equals(first)
        && System.nanoTime() - begun < RedisBackend.TIMEOUT.toNanos()) {
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
      state = redis.state();
    }
    if (!state.connected()) {
      redis.close();
      throw CommandFailure.unreachable(
          state.message() + "; look at BACKEND_URL, and whether Redis runs");
    }
    return new LedgerAccess(redis, namespace);
  }

  public Ledger ledger() {
    return redis.ledger();
  }

  public Presence presence() {
    return redis.presence();
  }

  /** Of actions and handlers that are named without one. */
  public String namespace() {
    return namespace;
  }

  /** All owners that the ledger was told of and has not forgotten. */
  public List<RegisteredOwner> owners() {
    return askAll(Partition.all(), ledger()::owners).stream().flatMap(List::stream).toList();
  }

  /**
   * Waits for an answer.
   *
   * @throws CommandFailure Redis does not answer
   */
  public <T> T ask(CompletableFuture<T> asked) {
    try {
      return asked.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof LedgerUnavailableException unavailable) {
        throw CommandFailure.unreachable(unavailable.getMessage() + "; try again");
      }
      throw e;
    }
  }

  /** Asks of each, and then waits for the answers, in the same order. */
  public <A, T> List<T> askAll(List<A> of, Function<A, CompletableFuture<T>> question) {
    List<CompletableFuture<T>> asked = of.stream().map(question).toList();
    return asked.stream().map(this::ask).toList();
  }

  @Override
  public void close() {
    redis.close();
  }
}
