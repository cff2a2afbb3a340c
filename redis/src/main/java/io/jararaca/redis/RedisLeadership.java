package io.jararaca.redis;

import io.jararaca.core.leadership.Leadership;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.LedgerUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leadership by a key in Redis, for beats outside Kubernetes. Redis' own time decides. A leader
 * that cannot reach Redis stays, since it can claim nothing there either: it steps down when it
 * finds another holder, or when the ledger fences it.
 */
final class RedisLeadership implements Leadership {

  private static final Logger LOG = LoggerFactory.getLogger(RedisLeadership.class);

  private final RedisCalls redis;
  private final byte[][] key;
  private final Supplier<CompletableFuture<Long>> highestToken;
  private final String holder;
  private final Duration validity;
  private final Duration renewEvery;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, RedisLeadership::daemon);
  private @Nullable Listener listener;
  private @Nullable FencingToken token;
  private boolean cooling;
  private String standing = "";

  RedisLeadership(
      RedisCalls redis,
      byte[][] key,
      Supplier<CompletableFuture<Long>> highestToken,
      String holder,
      Duration validity,
      Duration renewEvery) {
    if (renewEvery.multipliedBy(2).compareTo(validity) > 0) {
      throw new IllegalArgumentException(
          "renewEvery " + renewEvery + ": must be at most half of validity, " + validity);
    }
    this.redis = redis;
    this.key = key;
    this.highestToken = highestToken;
    this.holder = holder;
    this.validity = validity;
    this.renewEvery = renewEvery;
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void stand(Listener standingListener) {
    thread.execute(() -> listener = standingListener);
    thread.scheduleWithFixedDelay(this::step, 0, renewEvery.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void fenced(FencingToken refused) {
    try {
      thread.execute(
          () -> {
            if (refused.equals(token)) {
              LOG.warn("the ledger refuses fencing token {}: standing anew", refused.value());
              revoke();
              resign();
              // Another install may share the ledger under our name: no quarrel at full speed.
              cooling = true;
              thread.schedule(() -> cooling = false, validity.toMillis(), TimeUnit.MILLISECONDS);
            }
          });
    } catch (RejectedExecutionException closed) {
      LOG.debug("leadership is closed", closed);
    }
  }

  @Override
  public void close() {
    try {
      thread.execute(
          () -> {
            boolean led = token != null;
            revoke();
            listener = null;
            if (led) {
              resign();
            }
          });
      thread.shutdown();
      if (!thread.awaitTermination(RedisBackend.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("the election does not end: leadership is left to its end");
        thread.shutdownNow();
      }
    } catch (RejectedExecutionException closedBefore) {
      LOG.debug("closed twice", closedBefore);
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void step() {
    if (listener == null || cooling) {
      return;
    }
    try {
      FunctionArguments arguments =
          new FunctionArguments()
              .add(holder)
              .add(validity)
              .add(token == null ? answer(highestToken.get()) : token.value());
      Reply reply = answer(redis.call("lead", key, arguments));
      if (reply.flag(0)) {
        elected(reply.number(1));
      } else {
        revoke();
        stands("standing by, " + reply.text(1) + " leads");
      }
    } catch (LedgerUnavailableException | TimeoutException e) {
      stands((token == null ? "not standing" : "leading, unrenewed") + ": Redis does not answer");
    } catch (RuntimeException e) {
      LOG.error("a step of the election failed, going on", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void elected(long value) {
    FencingToken held = token;
    if (held != null && held.value() != value) {
      revoke(); // Redis lost its state, or our time ended and another led meanwhile.
    }
    if (token == null && listener != null) {
      token = new FencingToken(value, holder);
      stands("leading with fencing token " + value);
      listener.elected(token);
    }
  }

  private void revoke() {
    if (token != null && listener != null) {
      token = null;
      stands("leading no more");
      listener.revoked();
    }
  }

  private void resign() {
    try {
      answer(redis.call("resign", key, new FunctionArguments().add(holder)));
    } catch (LedgerUnavailableException | TimeoutException e) {
      LOG.warn("leadership is not released, others must wait for its end: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stands(String how) {
    if (!how.equals(standing)) {
      standing = how;
      LOG.info("{}", how);
    }
  }

  private static <T> T answer(CompletableFuture<T> asked)
      throws InterruptedException, TimeoutException {
    try {
      return asked.get(RedisBackend.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "jararaca-election");
    thread.setDaemon(true);
    return thread;
  }
}
