package io.jararaca.core.simulation;

import io.jararaca.core.broker.BrokerUnavailableException;
import io.jararaca.core.broker.QueueDepth;
import io.jararaca.core.broker.RunPublisher;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.HandlerRef;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The broker as a beat reaches it. */
final class PublisherLink implements RunPublisher {

  private final Simulation world;
  private final RunPublisher publisher;
  private final Wire wire;

  PublisherLink(Simulation world, Actor owner) {
    this.world = world;
    this.publisher = world.broker().publisher();
    this.wire = new Wire(world, owner, why -> new BrokerUnavailableException(why, null));
  }

  Wire wire() {
    return wire;
  }

  @Override
  public CompletableFuture<Void> publish(Publication publication) {
    return wire.call(
        Step.PUBLISH,
        publication.spec().partition(),
        () -> Brief.of(publication),
        () -> {
          CompletableFuture<Void> done = publisher.publish(publication);
          if (!done.isCompletedExceptionally()) {
            world.judge().runs().published(publication);
          }
          return done;
        });
  }

  CompletableFuture<Optional<QueueDepth>> look(HandlerRef handler) {
    return wire.call(
        Step.INSPECT,
        null,
        handler::toString,
        () -> CompletableFuture.completedFuture(world.broker().inspect(handler)));
  }

  @Override
  public boolean available() {
    return !wire.cut() && publisher.available();
  }

  @Override
  public void close() {
    publisher.close();
  }
}
