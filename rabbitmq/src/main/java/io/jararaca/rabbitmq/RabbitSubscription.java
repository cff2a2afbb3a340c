package io.jararaca.rabbitmq;

import com.rabbitmq.client.Connection;
import io.jararaca.core.broker.Delivery;
import io.jararaca.core.broker.RunConsumers;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.LogFields;
import io.jararaca.core.run.RunSpec;
import io.jararaca.rabbitmq.RabbitDelivery.Incoming;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a queue's runs to a listener, and puts aside what is no run for it. */
final class RabbitSubscription implements RunConsumers.Subscription {

  private static final Logger log = LoggerFactory.getLogger(RabbitSubscription.class);

  private final BrokerLink link;
  private final RunCodec codec;
  private final DeadLetters deadLetters;
  private final Source source;
  private final Consumer<Delivery> listener;
  private final QueueConsumer consumer;

  RabbitSubscription(
      BrokerLink link,
      BlockingWork work,
      RunCodec codec,
      DeadLetters deadLetters,
      Source source,
      int prefetch,
      Consumer<Delivery> listener) {
    this.link = link;
    this.codec = codec;
    this.deadLetters = deadLetters;
    this.source = source;
    this.listener = listener;
    this.consumer = new QueueConsumer(link, work, source, prefetch, this::arrived);
  }

  @Override
  public void pause() {
    consumer.pause(true);
  }

  @Override
  public void resume() {
    consumer.pause(false);
  }

  @Override
  public void close() {
    consumer.close();
  }

  void connected(Connection made) {
    consumer.connected(made);
  }

  void lost() {
    consumer.lost();
  }

  boolean done() {
    return consumer.done();
  }

  void acknowledge(Incoming incoming) {
    consumer.settle(incoming, (channel, tag) -> channel.basicAck(tag, false));
  }

  void requeue(Incoming incoming) {
    consumer.settle(incoming, (channel, tag) -> channel.basicNack(tag, false, true));
  }

  /**
   * Acknowledges it once the broker has confirmed the dead letter; tries for as long as it is ours.
   */
  void deadLetter(Incoming incoming, String namespace, String reason) {
    deadLetter(incoming, namespace, reason, new Backoff());
  }

  private void deadLetter(Incoming incoming, String namespace, String reason, Backoff backoff) {
    deadLetters
        .put(namespace, incoming.queue(), incoming.properties(), incoming.body(), reason)
        .whenComplete(
            (confirmed, failure) -> {
              if (failure == null) {
                acknowledge(incoming);
              } else {
                link.schedule(
                    () -> deadLetterAgain(incoming, namespace, reason, backoff),
                    backoff.nextMillis());
              }
            });
  }

  private void deadLetterAgain(
      Incoming incoming, String namespace, String reason, Backoff backoff) {
    if (consumer.holds(incoming)) {
      deadLetter(incoming, namespace, reason, backoff);
    } else {
      acknowledge(
          incoming); // not ours any more: this only frees its slot, the broker sends it again
    }
  }

  private void arrived(Incoming incoming) {
    Publication publication;
    try {
      publication = codec.decode(incoming.properties(), incoming.body());
    } catch (UnreadableMessageException e) {
      putAside(incoming, String.valueOf(e.getMessage()));
      return;
    } catch (RuntimeException e) {
      // Unsettled it would take its slot for ever.
      log.error("A message from {} could not be read", incoming.queue(), e);
      putAside(incoming, "it could not be read: " + e);
      return;
    }
    Optional<String> objection = source.objection(publication.spec().handler());
    if (objection.isPresent()) {
      putAside(incoming, objection.get());
      return;
    }
    show(new RabbitDelivery(this, incoming, publication));
  }

  private void show(RabbitDelivery delivery) {
    try {
      listener.accept(delivery);
    } catch (RuntimeException e) {
      RunSpec run = delivery.publication().spec();
      LogFields.about(run, () -> log.error("the listener failed on run {}", run.id(), e));
      delivery.deadLetter("the worker failed to take it: " + e);
    }
  }

  private void putAside(Incoming incoming, String reason) {
    log.warn("Dead-lettering a message from {}: {}", incoming.queue(), reason);
    deadLetter(incoming, source.namespace(incoming.envelope().getRoutingKey()), reason);
  }
}
