package io.jararaca.core.broker.memory;

import io.jararaca.core.broker.Delivery;
import io.jararaca.core.broker.RunConsumers;
import io.jararaca.core.run.HandlerRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One worker's connection. Guarded by the broker. */
final class MemoryConsumers implements RunConsumers {

  private final InMemoryBroker broker;

  /** The handlers whose broadcasts each subscription takes; none: it consumes a handler's queue. */
  private final Map<MemorySubscription, Set<HandlerRef>> subscriptions = new LinkedHashMap<>();

  private boolean closed;

  MemoryConsumers(InMemoryBroker broker) {
    this.broker = broker;
  }

  @Override
  public Subscription consume(HandlerRef handler, int prefetch, Consumer<Delivery> listener) {
    return broker.atomically(() -> subscribe(broker.queue(handler), Set.of(), prefetch, listener));
  }

  @Override
  public Subscription consumeBroadcasts(
      String instance, Set<HandlerRef> handlers, int prefetch, Consumer<Delivery> listener) {
    return broker.atomically(
        () -> subscribe(new MemoryQueue(), Set.copyOf(handlers), prefetch, listener));
  }

  @Override
  public boolean available() {
    return broker.atomically(this::connected);
  }

  @Override
  public void close() {
    broker.change(
        () -> {
          closed = true;
          lose();
          subscriptions.keySet().forEach(MemorySubscription::leaveQueue);
          broker.forget(this);
        });
  }

  boolean connected() {
    return !closed && broker.reachable();
  }

  /** Loses what is unsettled, as with a lost connection. */
  void lose() {
    subscriptions.forEach(
        (subscription, broadcasts) -> {
          subscription.lose();
          if (!broadcasts.isEmpty()) {
            subscription.queue().purge();
          }
        });
    deliver();
  }

  /** Hands out what waits in the queues of this connection. */
  void deliver() {
    subscriptions.keySet().forEach(subscription -> subscription.queue().deliver());
  }

  /** The queues of this connection that take the handler's broadcasts. */
  Stream<MemoryQueue> broadcastQueues(HandlerRef handler) {
    return subscriptions.entrySet().stream()
        .filter(entry -> !entry.getKey().left() && entry.getValue().contains(handler))
        .map(entry -> entry.getKey().queue());
  }

  private Subscription subscribe(
      MemoryQueue queue, Set<HandlerRef> broadcasts, int prefetch, Consumer<Delivery> listener) {
    if (prefetch < 1) {
      throw new IllegalArgumentException("prefetch " + prefetch + ": must be 1 or more");
    }
    if (closed) {
      throw new IllegalStateException("these consumers are closed");
    }
    MemorySubscription subscription =
        new MemorySubscription(broker, this, queue, prefetch, listener);
    subscriptions.put(subscription, broadcasts);
    queue.addConsumer(subscription);
    return subscription;
  }

  void forget(MemorySubscription closedSubscription) {
    subscriptions.remove(closedSubscription);
  }
}
