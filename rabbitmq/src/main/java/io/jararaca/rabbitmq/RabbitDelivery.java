package io.jararaca.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import io.jararaca.core.broker.Delivery;
import io.jararaca.core.ledger.Publication;
import java.util.concurrent.atomic.AtomicBoolean;

/** A run in a worker's hands. */
final class RabbitDelivery implements Delivery {

  private final RabbitSubscription subscription;
  private final Incoming incoming;
  private final Publication publication;
  private final AtomicBoolean settled = new AtomicBoolean();

  /** A message as it came. */
  record Incoming(
      Intake intake, String queue, Envelope envelope, BasicProperties properties, byte[] body) {}

  RabbitDelivery(RabbitSubscription subscription, Incoming incoming, Publication publication) {
    this.subscription = subscription;
    this.incoming = incoming;
    this.publication = publication;
  }

  @Override
  public Publication publication() {
    return publication;
  }

  @Override
  public void acknowledge() {
    if (settled.compareAndSet(false, true)) {
      subscription.acknowledge(incoming);
    }
  }

  @Override
  public void requeue() {
    if (settled.compareAndSet(false, true)) {
      subscription.requeue(incoming);
    }
  }

  @Override
  public void deadLetter(String reason) {
    if (settled.compareAndSet(false, true)) {
      subscription.deadLetter(incoming, publication.spec().handler().namespace(), reason);
    }
  }
}
