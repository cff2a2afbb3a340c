package io.jararaca.core.work;

import io.jararaca.core.broker.Delivery;
import io.jararaca.core.ledger.Publication;

/** A delivery that says how it was settled. */
final class RecordingDelivery implements Delivery {

  private final Publication publication;
  private volatile String settlement = "unsettled";

  RecordingDelivery(Publication publication) {
    this.publication = publication;
  }

  @Override
  public Publication publication() {
    return publication;
  }

  @Override
  public void acknowledge() {
    settle("acknowledged");
  }

  @Override
  public void requeue() {
    settle("requeued");
  }

  @Override
  public void deadLetter(String reason) {
    settle("dead-lettered: " + reason);
  }

  String settlement() {
    return settlement;
  }

  private synchronized void settle(String how) {
    if (!settlement.equals("unsettled")) {
      throw new IllegalStateException("settled twice: " + settlement + ", then " + how);
    }
    settlement = how;
  }
}
