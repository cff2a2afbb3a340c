package io.jararaca.core.work;

import io.jararaca.core.broker.Delivery;
import io.jararaca.core.broker.RunConsumers;
import io.jararaca.core.run.HandlerRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A broker whose deliveries the test makes. */
final class ScriptedConsumers implements RunConsumers {

  final Map<HandlerRef, Integer> prefetches = new HashMap<>();
  Set<HandlerRef> broadcasts = Set.of();
  boolean paused;
  boolean closed;
  private Consumer<Delivery> listener = delivery -> {};

  void deliver(Delivery delivery) {
    listener.accept(delivery);
  }

  @Override
  public Subscription consume(HandlerRef handler, int prefetch, Consumer<Delivery> listener) {
    prefetches.put(handler, prefetch);
    this.listener = listener;
    return new Recorded();
  }

  @Override
  public Subscription consumeBroadcasts(
      String instance, Set<HandlerRef> handlers, int prefetch, Consumer<Delivery> listener) {
    broadcasts = handlers;
    return new Recorded();
  }

  @Override
  public boolean available() {
    return !closed;
  }

  @Override
  public void close() {
    closed = true;
  }

  private final class Recorded implements Subscription {

    @Override
    public void pause() {
      paused = true;
    }

    @Override
    public void resume() {
      paused = false;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
