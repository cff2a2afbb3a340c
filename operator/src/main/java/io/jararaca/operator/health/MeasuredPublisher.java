package io.jararaca.operator.health;

import io.jararaca.core.broker.RunPublisher;
import io.jararaca.core.ledger.Publication;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Measures how long confirms take.
 *
 * @param nanos a monotonic clock, as {@link System#nanoTime()}
 */
public record MeasuredPublisher(RunPublisher publisher, OperatorMetrics metrics, LongSupplier nanos)
    implements RunPublisher {

  @Override
  public CompletableFuture<Void> publish(Publication publication) {
    long sent = nanos.getAsLong();
    return publisher
        .publish(publication)
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                metrics.confirmed(Duration.ofNanos(nanos.getAsLong() - sent));
              }
            });
  }

  @Override
  public boolean available() {
    return publisher.available();
  }

  @Override
  public void close() {
    publisher.close();
  }
}
