package io.jararaca.worker.process;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for handlers: virtual ones where the JVM has them (21 and later), else a bounded pool.
 */
public final class HandlerThreads {

  private HandlerThreads() {}

  /**
   * @param concurrency handlers at once
   */
  public static ExecutorService forHandlers(int concurrency) {
    return virtual().orElseGet(() -> pool(concurrency));
  }

  static ExecutorService pool(int concurrency) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            concurrency,
            concurrency,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DaemonThreads("jararaca-handler"));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** By reflection, since this code is compiled for Java 17. */
  private static Optional<ExecutorService> virtual() {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      Object named =
          type.getMethod("name", String.class, long.class).invoke(builder, "jararaca-handler-", 0L);
      Object factory = type.getMethod("factory").invoke(named);
      return Optional.of(
          (ExecutorService)
              Executors.class
                  .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                  .invoke(null, factory));
    } catch (NoSuchMethodException | ClassNotFoundException olderThan21) {
      return Optional.empty();
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("this JVM has virtual threads but refuses them", e);
    }
  }
}
