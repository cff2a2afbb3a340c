package io.jararaca.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages aside, with the reason. By a connection of its own, made when first needed: the
 * broker may block one that publishes, and acknowledgements must still get through.
 */
final class DeadLetters implements AutoCloseable {

  private final BrokerAccess access;
  private final QueueMaker queues;
  private @Nullable ConfirmedPublisher publisher;
  private boolean closed;

  DeadLetters(BrokerAccess access, QueueMaker queues) {
    this.access = access;
    this.queues = queues;
  }

  /** Completes when the broker confirmed that it has it. */
  CompletableFuture<Void> put(
      String namespace, String queue, BasicProperties properties, byte[] body, String reason) {
    String deadQueue = queues.topology().deadLetterQueue(namespace);
    return publisher()
        .publish(
            new Letter(
                "dead letter from " + queue,
                Topology.TO_QUEUE,
                deadQueue,
                DeadLetterProperties.of(properties, queue, reason),
                body,
                new Letter.Queue(
                    deadQueue, connection -> queues.deadLetterQueue(connection, namespace))));
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (publisher != null) {
      publisher.close();
    }
  }

  private synchronized ConfirmedPublisher publisher() {
    if (publisher == null) {
      publisher =
          new ConfirmedPublisher(
              access, "jararaca dead letters " + queues.topology().install(), connection -> {});
      if (closed) {
        publisher.close();
      }
    }
    return publisher;
  }
}
