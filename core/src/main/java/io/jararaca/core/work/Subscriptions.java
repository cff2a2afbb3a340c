package io.jararaca.core.work;

import io.jararaca.core.broker.Delivery;
import io.jararaca.core.broker.RunConsumers;
import io.jararaca.core.broker.RunConsumers.Subscription;
import io.jararaca.core.run.HandlerRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** This worker's consumers, one for each handler and one for the broadcasts to all of them. */
final class Subscriptions {

  private final List<Subscription> open = new ArrayList<>();

  void open(
      RunConsumers consumers,
      String instance,
      Collection<HandlerBinding> handlers,
      int capacity,
      Consumer<Delivery> listener) {
    for (HandlerBinding handler : handlers) {
      open.add(consumers.consume(handler.ref(), handler.concurrency(), listener));
    }
    Set<HandlerRef> all =
        handlers.stream().map(HandlerBinding::ref).collect(Collectors.toUnmodifiableSet());
    open.add(consumers.consumeBroadcasts(instance, all, capacity, listener));
  }

  void pause() {
    open.forEach(Subscription::pause);
  }

  void resume() {
    open.forEach(Subscription::resume);
  }

  void close() {
    open.forEach(Subscription::close);
    open.clear();
  }
}
