package io.jararaca.rabbitmq;

import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, made again whenever it is lost, the first time included. Its loop is the one
 * thread on which its user's state lives. It writes one log line for each change of state.
 */
final class BrokerLink implements AutoCloseable {

  /** Both are called on the loop. */
  interface User {

    /** A connection is there. What it throws counts as a failure to connect. */
    void connected(Connection connection) throws IOException, TimeoutException;

    /** It is gone, with its channels. */
    void lost(String reason);
  }

  private static final Logger log = LoggerFactory.getLogger(BrokerLink.class);
  private static final long SETTLED_SECONDS = 10;
  private static final int CLOSE_MILLIS = 2_000;

  private final BrokerAccess access;
  private final String name;
  private final User user;
  private final Connector connector;
  private final ScheduledThreadPoolExecutor loop;
  private final Backoff backoff = new Backoff();
  private String trouble = "";
  private volatile @Nullable Connection connection;
  private volatile boolean blocked;
  private volatile boolean closed;

  BrokerLink(BrokerAccess access, String name, User user) {
    this.access = access;
    this.name = name;
    this.user = user;
    this.connector = new Connector(access, name, task -> daemon(task, name + " io"));
    this.loop = new ScheduledThreadPoolExecutor(1, task -> daemon(task, name));
    loop.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    loop.setRemoveOnCancelPolicy(true);
  }

  /** Begins to connect, and returns at once. */
  void open() {
    execute(this::connect);
  }

  /** The connection that is ready for use, if there is one now. */
  @Nullable Connection connection() {
    Connection current = connection;
    return current != null && current.isOpen() ? current : null;
  }

  boolean connected() {
    return connection() != null;
  }

  /** Whether the broker, short of memory or disk, reads nothing from this connection. */
  boolean blocked() {
    return blocked;
  }

  boolean closed() {
    return closed;
  }

  /** Runs a task on the loop; not at all once closed. */
  void execute(Runnable task) {
    schedule(task, 0);
  }

  void schedule(Runnable task, long millis) {
    try {
      loop.schedule(() -> run(task), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("{} is closed", name, e);
    }
  }

  /** Gives the connection up, and makes another. */
  void restart(Connection unfit, String reason) {
    execute(
        () -> {
          if (connection == unfit) {
            leave(unfit, reason);
          }
        });
  }

  /** Runs what was given to the loop before, then closes the connection. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      loop.execute(this::sayGoodbye);
      loop.shutdown();
      if (!loop.awaitTermination(2L * CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
        loop.shutdownNow();
        connector.cut();
      }
    } catch (InterruptedException e) {
      loop.shutdownNow();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      log.debug("{} was already cut", name, e);
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.error("{}: a step failed; going on", name, e);
    }
  }

  private void connect() {
    if (closed) {
      return;
    }
    Connection made = null;
    try {
      made = connector.connect();
      made.addBlockedListener(blockedListener());
      user.connected(made);
      adopt(made);
    } catch (IOException | TimeoutException | ShutdownSignalException e) {
      if (made != null) {
        made.abort(CLOSE_MILLIS);
        user.lost(Trouble.describe(e));
      }
      tell("Cannot use RabbitMQ at " + access, Trouble.describe(e));
      schedule(this::connect, backoff.nextMillis());
    }
  }

  private void adopt(Connection made) {
    connection = made;
    trouble = "";
    log.info("Connected to RabbitMQ at {} ({})", access, name);
    made.addShutdownListener(
        cause ->
            execute(
                () -> {
                  if (connection == made) {
                    leave(made, Trouble.describe(cause));
                  }
                }));
    schedule(
        () -> {
          if (connection == made) {
            backoff.reset();
          }
        },
        TimeUnit.SECONDS.toMillis(SETTLED_SECONDS));
  }

  private void leave(Connection lost, String reason) {
    connection = null;
    blocked = false;
    lost.abort(CLOSE_MILLIS);
    user.lost(reason);
    if (!closed) {
      tell("Lost RabbitMQ at " + access, reason);
      schedule(this::connect, backoff.nextMillis());
    }
  }

  private void tell(String what, String reason) {
    if (!trouble.equals(reason)) {
      trouble = reason;
      log.warn("{} ({}): {}. Trying again until it is there", what, name, reason);
    }
  }

  private BlockedListener blockedListener() {
    return new BlockedListener() {
      @Override
      public void handleBlocked(String reason) {
        blocked = true;
        log.warn("RabbitMQ at {} takes no messages ({}): {}", access, name, reason);
      }

      @Override
      public void handleUnblocked() {
        blocked = false;
        log.info("RabbitMQ at {} takes messages again ({})", access, name);
      }
    };
  }

  private void sayGoodbye() {
    Connection current = connection;
    if (current != null) {
      connection = null;
      current.abort(CLOSE_MILLIS);
    }
    user.lost("closed");
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
