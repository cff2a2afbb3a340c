package io.jararaca.core.broker;

import io.jararaca.core.ledger.Publication;
import java.util.concurrent.CompletableFuture;

/** The beat's way to the broker. */
public interface RunPublisher extends AutoCloseable {

  /**
   * Publishes a run to its handler's queue (made when it is not there), or, when it is not
   * exclusive, to every instance. Returns at once; the caller bounds how many are outstanding.
   *
   * @return completes when the broker confirmed; fails with {@link PublishRefusedException} when
   *     the broker will not have it (this queue's trouble), or {@link BrokerUnavailableException}
   *     when it is unknown whether it arrived (everybody's trouble)
   */
  CompletableFuture<Void> publish(Publication publication);

  /** Whether publishing is possible now: connected, and not blocked by the broker. */
  boolean available();

  @Override
  void close();
}
