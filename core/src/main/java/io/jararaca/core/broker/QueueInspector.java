package io.jararaca.core.broker;

import io.jararaca.core.run.HandlerRef;
import java.util.Optional;

/** Looks at handlers' queues without touching them: has a run that never started been lost? */
public interface QueueInspector extends AutoCloseable {

  /**
   * Asks the broker; blocks until it answers.
   *
   * @return empty: there is no such queue
   * @throws BrokerUnavailableException when the broker cannot be asked
   */
  Optional<QueueDepth> inspect(HandlerRef handler);

  @Override
  void close();
}
