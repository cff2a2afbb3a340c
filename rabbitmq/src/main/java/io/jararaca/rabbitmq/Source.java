package io.jararaca.rabbitmq;

import com.rabbitmq.client.Connection;
import io.jararaca.core.run.HandlerRef;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/** What a subscription consumes. */
interface Source {

  /** Makes the queue where needed; returns its name. Blocks. */
  String open(Connection connection) throws IOException, TimeoutException;

  /** Why a run of this handler may not come from this queue. */
  Optional<String> objection(HandlerRef handler);

  /** The namespace whose dead-letter queue takes what comes by this routing key and is no run. */
  String namespace(String routingKey);

  /** A handler's queue. */
  record HandlerQueue(QueueMaker queues, HandlerRef handler) implements Source {

    @Override
    public String open(Connection connection) throws IOException, TimeoutException {
      queues.exchange(connection);
      queues.handlerQueue(connection, handler);
      return queues.topology().queue(handler);
    }

    @Override
    public Optional<String> objection(HandlerRef found) {
      return found.equals(handler)
          ? Optional.empty()
          : Optional.of("a run for " + found + " in the queue of " + handler);
    }

    @Override
    public String namespace(String routingKey) {
      return handler.namespace();
    }

    @Override
    public String toString() {
      return "the queue " + queues.topology().queue(handler);
    }
  }

  /**
   * The broadcasts to one instance. The queue has another name on every connection: the broker may
   * not yet have seen that the one before is gone, and would refuse its name.
   */
  record Broadcasts(QueueMaker queues, String instance, Set<HandlerRef> handlers)
      implements Source {

    @Override
    public String open(Connection connection) throws IOException, TimeoutException {
      String queue = queues.topology().broadcastQueue(instance, UUID.randomUUID().toString());
      queues.exchange(connection);
      queues.broadcastQueue(connection, queue, handlers);
      return queue;
    }

    @Override
    public Optional<String> objection(HandlerRef found) {
      return handlers.contains(found)
          ? Optional.empty()
          : Optional.of("a broadcast to " + found + ", which this worker does not have");
    }

    @Override
    public String namespace(String routingKey) {
      return handlers.stream()
          .filter(handler -> queues.topology().broadcastKey(handler).equals(routingKey))
          .findFirst()
          .orElseGet(() -> handlers.iterator().next())
          .namespace();
    }

    @Override
    public String toString() {
      return "the broadcasts to " + instance;
    }
  }
}
