package io.jararaca.core.beat;

import io.jararaca.core.broker.QueueDepth;
import io.jararaca.core.broker.QueueInspector;
import io.jararaca.core.run.HandlerRef;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Looks into queues without holding the beat up. */
@FunctionalInterface
public interface QueueLooks {

  /**
   * @return empty: there is no such queue; fails: it cannot be told
   */
  CompletableFuture<Optional<QueueDepth>> look(HandlerRef handler);

  /** Has an inspector look, on threads where it may block. */
  static QueueLooks by(QueueInspector inspector, Executor threads) {
    return handler -> {
      try {
        return CompletableFuture.supplyAsync(() -> inspector.inspect(handler), threads);
      } catch (RejectedExecutionException closed) {
        return CompletableFuture.failedFuture(closed);
      }
    };
  }
}
