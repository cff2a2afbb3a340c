package io.jararaca.core.broker.memory;

import io.jararaca.core.broker.Delivery;
import io.jararaca.core.broker.RunConsumers;
import io.jararaca.core.ledger.Publication;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One consumer on one queue. Guarded by the broker, but the listener is called outside. */
final class MemorySubscription implements RunConsumers.Subscription {

  private static final Logger log = LoggerFactory.getLogger(MemorySubscription.class);

  private final InMemoryBroker broker;
  private final MemoryConsumers connection;
  private final MemoryQueue queue;
  private final int prefetch;
  private final Consumer<Delivery> listener;

  /** Taken from the queue, not yet shown to the listener. */
  private final Deque<MemoryDelivery> inbox = new ArrayDeque<>();

  /** Shown or in the inbox, not settled, and still this connection's to settle. */
  private final Set<MemoryDelivery> held = new LinkedHashSet<>();

  /** Lost with an earlier connection, while the worker still runs them. */
  private int stale;

  private boolean showing;
  private boolean paused;
  private boolean closed;

  MemorySubscription(
      InMemoryBroker broker,
      MemoryConsumers connection,
      MemoryQueue queue,
      int prefetch,
      Consumer<Delivery> listener) {
    this.broker = broker;
    this.connection = connection;
    this.queue = queue;
    this.prefetch = prefetch;
    this.listener = listener;
  }

  @Override
  public void pause() {
    broker.change(
        () -> {
          paused = true;
          giveBackUnshown();
        });
  }

  @Override
  public void resume() {
    broker.change(
        () -> {
          paused = false;
          queue.deliver();
        });
  }

  @Override
  public void close() {
    broker.change(
        () -> {
          leaveQueue();
          giveBackUnshown();
          forgetWhenDone();
        });
  }

  MemoryQueue queue() {
    return queue;
  }

  boolean consuming() {
    return !paused && !closed && connection.connected();
  }

  boolean hasRoom() {
    return consuming() && held.size() + stale < prefetch;
  }

  void take(Publication publication) {
    MemoryDelivery delivery = new MemoryDelivery(this, publication);
    held.add(delivery);
    inbox.addLast(delivery);
    if (!showing) {
      showing = true;
      broker.later(this::show);
    }
  }

  boolean left() {
    return closed;
  }

  void leaveQueue() {
    closed = true;
    queue.removeConsumer(this);
  }

  /** Everything held goes back to the queue; what the worker was shown, it runs on. */
  void lose() {
    stale += held.size() - inbox.size();
    inbox.clear();
    List<MemoryDelivery> newestFirst = new ArrayList<>(held);
    Collections.reverse(newestFirst);
    held.clear();
    newestFirst.forEach(delivery -> queue.giveBack(delivery.publication()));
  }

  /** Settles a delivery once. What settling means to the queue is done only while it is held. */
  void settle(MemoryDelivery delivery, Runnable effect) {
    broker.change(
        () -> {
          if (!delivery.settleOnce()) {
            return;
          }
          if (held.remove(delivery)) {
            effect.run();
          } else {
            stale--;
          }
          forgetWhenDone();
          queue.deliver();
        });
  }

  void giveBack(MemoryDelivery delivery) {
    settle(delivery, () -> queue.giveBack(delivery.publication()));
  }

  void deadLetter(MemoryDelivery delivery, String reason) {
    settle(delivery, () -> broker.deadLetter(delivery.publication(), reason));
  }

  private void giveBackUnshown() {
    while (!inbox.isEmpty()) {
      MemoryDelivery last = inbox.removeLast();
      held.remove(last);
      queue.giveBack(last.publication());
    }
    queue.deliver();
  }

  private void forgetWhenDone() {
    if (closed && held.isEmpty()) {
      connection.forget(this);
    }
  }

  private void show() {
    for (MemoryDelivery next = next(); next != null; next = next()) {
      try {
        listener.accept(next);
      } catch (RuntimeException e) {
        log.error("the listener failed on run {}", next.publication().spec().id(), e);
        next.deadLetter("the worker failed to take it: " + e);
      }
    }
  }

  private @Nullable MemoryDelivery next() {
    return broker.atomically(
        () -> {
          MemoryDelivery next = inbox.pollFirst();
          showing = next != null;
          return next;
        });
  }
}
