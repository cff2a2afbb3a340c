package io.jararaca.core.work;

import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.Publication;

/**
 * Hears what the loop does, for metrics and logs. Called on the loop's thread; must not block or
 * throw.
 */
public interface WorkObserver {

  WorkObserver NONE = new WorkObserver() {};

  /** The ledger gave no leave to start. */
  default void dropped(Publication publication, String reason) {}

  default void started(Attempt attempt) {}

  /** The ledger took the attempt's outcome. */
  default void completed(Attempt attempt, Outcome outcome, CompleteResult result) {}

  /** The run went back for another worker. */
  default void handedBack(Attempt attempt) {}

  default void stopped(Attempt attempt, Stop reason) {}

  /**
   * An interrupted handler did not end within the kill grace. Its thread and its slot stay taken
   * until it does.
   */
  default void deaf(Attempt attempt) {}
}
