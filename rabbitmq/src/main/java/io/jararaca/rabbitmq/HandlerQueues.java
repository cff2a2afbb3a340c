package io.jararaca.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.jararaca.core.broker.QueueDepth;
import io.jararaca.core.run.HandlerRef;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Handlers' queues, looked at and taken away by hand. */
public final class HandlerQueues {

  private final Connection connection;
  private final Topology topology;

  HandlerQueues(Connection connection, Topology topology) {
    this.connection = connection;
    this.topology = topology;
  }

  /** The queue's name in RabbitMQ. */
  public String nameOf(HandlerRef handler) {
    return topology.queue(handler);
  }

  /** How it stands; empty: there is no such queue. */
  public Optional<QueueDepth> depth(HandlerRef handler) {
    return depth(connection, topology.queue(handler));
  }

  /**
   * Deletes the queue with all that waits in it; the ledger still owns those runs. Quorum queues
   * know no deletion that asks for an empty or unused queue: look first.
   */
  public void delete(HandlerRef handler) {
    String queue = topology.queue(handler);
    try {
      QueueMaker.onThrowaway(connection, channel -> channel.queueDelete(queue));
    } catch (IOException | TimeoutException | ShutdownSignalException e) {
      throw BrokerSession.unanswered(queue, e);
    }
  }

  static Optional<QueueDepth> depth(Connection connection, String queue) {
    AtomicReference<@Nullable QueueDepth> depth = new AtomicReference<>();
    try {
      QueueMaker.onThrowaway(
          connection,
          channel -> {
            AMQP.Queue.DeclareOk found = channel.queueDeclarePassive(queue);
            depth.set(new QueueDepth(found.getConsumerCount(), found.getMessageCount()));
          });
    } catch (IOException | TimeoutException | ShutdownSignalException e) {
      if (Trouble.replyCode(e) == AMQP.NOT_FOUND) {
        return Optional.empty();
      }
      throw BrokerSession.unanswered(queue, e);
    }
    return Optional.ofNullable(depth.get());
  }
}
