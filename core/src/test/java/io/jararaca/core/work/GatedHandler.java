package io.jararaca.core.work;

import io.jararaca.core.ledger.Outcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A handler that goes on until the test opens its gate, or it is interrupted. */
final class GatedHandler implements RunHandler {

  final List<String> begun = new CopyOnWriteArrayList<>();
  final List<String> interrupted = new CopyOnWriteArrayList<>();
  final AtomicInteger atOnce = new AtomicInteger();
  private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
  private final boolean deaf;

  GatedHandler(boolean deaf) {
    this.deaf = deaf;
  }

  @Override
  public Outcome handle(Attempt attempt) throws InterruptedException {
    String name = attempt.spec().owner().key().name();
    begun.add(name);
    atOnce.incrementAndGet();
    try {
      while (true) {
        try {
          gate(name).await();
          return new Outcome.Succeeded();
        } catch (InterruptedException stop) {
          interrupted.add(name);
          if (!deaf) {
            throw stop;
          }
        }
      }
    } finally {
      atOnce.decrementAndGet();
    }
  }

  void open(String name) {
    gate(name).countDown();
  }

  private CountDownLatch gate(String name) {
    return gates.computeIfAbsent(name, any -> new CountDownLatch(1));
  }
}
