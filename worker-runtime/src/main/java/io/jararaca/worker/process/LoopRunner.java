package io.jararaca.worker.process;

import io.jararaca.core.work.WorkerLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a worker loop: one for its steps, one that settles deliveries, those of handlers.
 */
public final class LoopRunner {

  private static final Logger LOG = LoggerFactory.getLogger(LoopRunner.class);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final SteadyClock clock = new SteadyClock();
  private final ExecutorService handlerThreads;
  private final ThreadPoolExecutor settling;
  private final ScheduledThreadPoolExecutor serial;
  private volatile Instant lastPulse = clock.instant();

  /**
   * @param concurrency handlers at once
   */
  public LoopRunner(int concurrency) {
    handlerThreads = HandlerThreads.forHandlers(concurrency);
    settling =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DaemonThreads("jararaca-settle"));
    // Not a daemon: it keeps a started worker's JVM alive.
    serial = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "jararaca-loop"));
    serial.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    serial.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
  }

  public Executor serial() {
    return serial;
  }

  public Executor settling() {
    return settling;
  }

  public Executor handlerThreads() {
    return handlerThreads;
  }

  public void start(WorkerLoop loop) {
    loop.start();
    long pulse = WorkerLoop.PULSE.toMillis();
    serial.scheduleAtFixedRate(
        () -> {
          lastPulse = clock.instant();
          loop.step();
        },
        pulse,
        pulse,
        TimeUnit.MILLISECONDS);
  }

  /** Whether the loop's thread turns. */
  public boolean alive() {
    return lastPulse.plus(LONGEST_PAUSE).isAfter(clock.instant());
  }

  /**
   * Drains the loop and ends the threads. Handlers that are deaf keep theirs.
   *
   * @param longest until the loop is given up
   */
  public void stop(WorkerLoop loop, Duration longest) {
    CompletableFuture<Integer> drained = loop.drain();
    try {
      int left = drained.get(longest.toMillis(), TimeUnit.MILLISECONDS);
      if (left > 0) {
        LOG.warn("{} runs are left behind: they go on elsewhere when their leases end", left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.error("the worker did not drain within {}", longest, e);
    }
    serial.shutdown();
    end(settling);
    handlerThreads.shutdownNow();
  }

  private static void end(ExecutorService threads) {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
        LOG.warn("deliveries are left unsettled: the broker brings them again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
