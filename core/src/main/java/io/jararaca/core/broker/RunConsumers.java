package io.jararaca.core.broker;

import io.jararaca.core.run.HandlerRef;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A worker's way to the broker. What cannot be read as a run of this install is dead-lettered and
 * never seen here.
 */
public interface RunConsumers extends AutoCloseable {

  /**
   * Consumes a handler's queue (made when it is not there). Survives lost connections and channels:
   * deliveries not settled by then come again.
   *
   * @param prefetch deliveries unsettled at once, 1 or more
   * @param listener called on the adapter's threads, one call at a time for a subscription; must
   *     not block
   */
  Subscription consume(HandlerRef handler, int prefetch, Consumer<Delivery> listener);

  /**
   * Consumes the broadcasts to these handlers by a queue of this instance alone, which goes with
   * its connection.
   */
  Subscription consumeBroadcasts(
      String instance, Set<HandlerRef> handlers, int prefetch, Consumer<Delivery> listener);

  /** Whether connected now. */
  boolean available();

  @Override
  void close();

  /** A consumer on a queue. */
  interface Subscription extends AutoCloseable {

    /** No new deliveries until {@link #resume()}; unsettled ones stay the worker's. */
    void pause();

    void resume();

    /** No more deliveries. Those unsettled can still be settled until the connection closes. */
    @Override
    void close();
  }
}
