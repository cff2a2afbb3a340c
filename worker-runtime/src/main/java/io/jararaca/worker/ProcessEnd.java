package io.jararaca.worker;

import java.util.concurrent.CountDownLatch;

/** Waits for the end of a process that runs until it is told to stop. */
final class ProcessEnd {

  private ProcessEnd() {}

  /**
   * Waits until closed. SIGTERM and SIGINT close, and the JVM ends only after that.
   *
   * @param close idempotent; lets {@code closed} count down
   */
  static void await(CountDownLatch closed, Runnable close) {
    Runtime.getRuntime().addShutdownHook(new Thread(close, "jararaca-shutdown"));
    try {
      closed.await();
    } catch (InterruptedException e) {
      close.run();
      Thread.currentThread().interrupt();
    }
  }
}
