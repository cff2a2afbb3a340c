package io.jararaca.core.broker.memory;

import io.jararaca.core.broker.Delivery;
import io.jararaca.core.ledger.Publication;

/** A run in a worker's hands. Guarded by the broker. */
final class MemoryDelivery implements Delivery {

  private final MemorySubscription subscription;
  private final Publication publication;
  private boolean settled;

  MemoryDelivery(MemorySubscription subscription, Publication publication) {
    this.subscription = subscription;
    this.publication = publication;
  }

  @Override
  public Publication publication() {
    return publication;
  }

  @Override
  public void acknowledge() {
    subscription.settle(this, () -> {});
  }

  @Override
  public void requeue() {
    subscription.giveBack(this);
  }

  @Override
  public void deadLetter(String reason) {
    subscription.deadLetter(this, reason);
  }

  boolean settleOnce() {
    boolean first = !settled;
    settled = true;
    return first;
  }
}
