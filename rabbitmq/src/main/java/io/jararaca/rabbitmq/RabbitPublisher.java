package io.jararaca.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.jararaca.core.broker.PublishRefusedException;
import io.jararaca.core.broker.RunPublisher;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.HandlerRef;
import java.util.concurrent.CompletableFuture;

/**
 * Publishes runs to RabbitMQ: persistent, mandatory, confirmed, on a connection of its own. Safe
 * for use by several threads; never blocks. Confirms come on the connection's thread: what is done
 * there must not block.
 */
public final class RabbitPublisher implements RunPublisher {

  private final Topology topology;
  private final RunCodec codec;
  private final QueueMaker queues;
  private final ConfirmedPublisher publisher;

  /**
   * Begins to connect, and returns at once.
   *
   * @param install the install's name: 1 to 40 lower-case letters, digits and {@code -}
   * @throws IllegalArgumentException naming the setting that is wrong
   */
  public RabbitPublisher(BrokerAccess access, String install) {
    this.topology = new Topology(install, access.exchange());
    this.codec = new RunCodec(install);
    this.queues = new QueueMaker(topology);
    this.publisher =
        new ConfirmedPublisher(access, "jararaca publisher " + install, queues::exchange);
  }

  @Override
  public CompletableFuture<Void> publish(Publication publication) {
    BasicProperties properties;
    try {
      properties = codec.encode(publication);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(
          new PublishRefusedException(
              "run " + publication.spec().id() + " cannot be sent: " + e.getMessage(), e));
    }
    return publisher.publish(letter(publication, properties));
  }

  @Override
  public boolean available() {
    return publisher.available();
  }

  @Override
  public void close() {
    publisher.close();
  }

  private Letter letter(Publication publication, BasicProperties properties) {
    HandlerRef handler = publication.spec().handler();
    boolean exclusive = publication.spec().exclusive();
    return new Letter(
        "handler " + handler,
        topology.exchange(),
        exclusive ? topology.routingKey(handler) : topology.broadcastKey(handler),
        properties,
        publication.body(),
        exclusive ? handlerQueue(handler) : null);
  }

  private Letter.Queue handlerQueue(HandlerRef handler) {
    return new Letter.Queue(
        topology.queue(handler), connection -> queues.handlerQueue(connection, handler));
  }
}
