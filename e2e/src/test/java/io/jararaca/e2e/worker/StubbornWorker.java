package io.jararaca.e2e.worker;

import io.jararaca.worker.Worker;
import java.util.concurrent.CountDownLatch;

/** A worker with a handler that does not react to interrupts. */
public final class StubbornWorker {

  private StubbornWorker() {}

  public static void main(String[] args) {
    Worker.builder()
        .handler("deaf", String.class, (payload, run) -> waitForEver())
        .handler("remind", String.class, (payload, run) -> {})
        .build()
        .run();
  }

  private static void waitForEver() {
    CountDownLatch never = new CountDownLatch(1);
    boolean waiting = true;
    while (waiting) {
      try {
        never.await();
        waiting = false;
      } catch (InterruptedException unheard) {
        waiting = true;
      }
    }
  }
}
