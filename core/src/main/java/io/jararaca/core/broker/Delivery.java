package io.jararaca.core.broker;

import io.jararaca.core.ledger.Publication;

/**
 * A run that the broker hands to this worker. It counts against its subscription's prefetch until
 * it is settled.
 */
public interface Delivery {

  Publication publication();

  /**
   * Done with it. Does nothing when the channel that brought it is gone: the broker delivers it
   * again.
   */
  void acknowledge();

  /** Gives it back to the queue, for any worker. */
  void requeue();

  /** Puts it into the namespace's dead-letter queue, with the reason in a header. */
  void deadLetter(String reason);
}
