package io.jararaca.core.beat;

import io.jararaca.core.broker.QueueDepth;
import io.jararaca.core.broker.QueueInspector;
import io.jararaca.core.run.HandlerRef;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Looks into queues without holding the beat up. */
@FunctionalInterface
public interface QueueLooks {

  /** Where nobody can look: runs that their queue lost are not published again. */
  QueueLooks NONE = handler -> CompletableFuture.completedFuture(Optional.empty());

  /**
   * @return empty: there is no such queue; fails: it cannot be told
   */
  CompletableFuture<Optional<QueueDepth>> look(HandlerRef handler);

  /** Has an inspector look, on threads where it may block. */
  static QueueLooks by(QueueInspector inspector, Executor threads) {
    return handler -> CompletableFuture.supplyAsync(() -> inspector.inspect(handler), threads);
  }
}
