package io.jararaca.core.ledger;

import java.util.function.Consumer;

/** The ledger's hints. */
public interface WakeUps {

  /**
   * @param listener called on the adapter's thread; must not block
   * @return ends the subscription
   */
  Subscription subscribe(Consumer<WakeUp> listener);

  /** Closing it twice does no harm. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
