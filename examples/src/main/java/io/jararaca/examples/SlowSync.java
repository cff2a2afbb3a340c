package io.jararaca.examples;

import io.jararaca.worker.MessageHandler;
import java.time.Duration;

/** Work that takes longer than its schedule's step: see overlap.yaml and timeout.yaml. */
public final class SlowSync {

  /** How long the work takes. */
  public record Work(double seconds) {}

  @MessageHandler("slow-sync")
  public void sync(Work work) throws InterruptedException {
    Thread.sleep(Duration.ofMillis((long) (work.seconds() * 1000)).toMillis());
  }
}
