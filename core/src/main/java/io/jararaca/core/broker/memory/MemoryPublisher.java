package io.jararaca.core.broker.memory;

import io.jararaca.core.broker.BrokerUnavailableException;
import io.jararaca.core.broker.RunPublisher;
import io.jararaca.core.ledger.Publication;
import java.util.concurrent.CompletableFuture;

/** One beat's connection. */
final class MemoryPublisher implements RunPublisher {

  private final InMemoryBroker broker;
  private volatile boolean closed;

  MemoryPublisher(InMemoryBroker broker) {
    this.broker = broker;
  }

  @Override
  public CompletableFuture<Void> publish(Publication publication) {
    return closed
        ? CompletableFuture.failedFuture(
            new BrokerUnavailableException("this publisher is closed", null))
        : broker.publish(publication);
  }

  @Override
  public boolean available() {
    return !closed && broker.atomically(broker::accepting);
  }

  @Override
  public void close() {
    closed = true;
  }
}
