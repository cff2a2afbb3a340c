package io.jararaca.worker.handler;

import io.jararaca.worker.Publisher;
import io.jararaca.worker.Run;
import org.jspecify.annotations.Nullable;

/** The publisher that handlers take: there is one once their worker has started. */
public final class HandlerPublisher {

  private volatile @Nullable Publisher publisher;

  public void open(Publisher started) {
    publisher = started;
  }

  Publisher within(Run run) {
    Publisher started = publisher;
    if (started == null) {
      throw new IllegalStateException("a handler is called before its worker has started");
    }
    return started.within(run);
  }
}
