package io.jararaca.rabbitmq;

import io.jararaca.core.beat.QueueLooks;
import io.jararaca.core.broker.QueueDepth;
import io.jararaca.core.run.HandlerRef;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks into RabbitMQ's queues on a few threads of its own, which a queue that does not answer may
 * hold for 15 seconds. Connects in the background.
 */
public final class RabbitQueueLooks implements QueueLooks, AutoCloseable {

  private static final int THREADS = 4;
  private static final int IDLE_SECONDS = 30;

  private final RabbitQueueInspector inspector;
  private final ThreadPoolExecutor threads;
  private final QueueLooks looks;

  /**
   * @param install the install's name: 1 to 40 lower-case letters, digits and {@code -}
   * @throws IllegalArgumentException naming the setting that is wrong
   */
  public RabbitQueueLooks(BrokerAccess access, String install) {
    inspector = new RabbitQueueInspector(access, install);
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "jararaca inspector calls");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    looks = QueueLooks.by(inspector, threads);
  }

  @Override
  public CompletableFuture<Optional<QueueDepth>> look(HandlerRef handler) {
    return looks.look(handler);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    inspector.close();
  }
}
