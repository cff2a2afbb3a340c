package io.jararaca.rabbitmq;

import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the broker's answer, kept off a link's loop, so that one slow queue holds nobody
 * up. Results are told on the loop.
 */
final class BlockingWork implements AutoCloseable {

  private static final int THREADS = 8;

  private final BrokerLink link;
  private final ThreadPoolExecutor threads;

  BlockingWork(BrokerLink link, String name) {
    this.link = link;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name + " calls");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /** Runs it; then tells its result, or what it threw, on the loop. */
  <T> void run(Callable<T> work, BiConsumer<@Nullable T, @Nullable Exception> done) {
    try {
      threads.execute(
          () -> {
            try {
              T result = work.call();
              link.execute(() -> done.accept(result, null));
            } catch (Exception e) {
              link.execute(() -> done.accept(null, e));
            }
          });
    } catch (RejectedExecutionException e) {
      link.execute(() -> done.accept(null, e));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
