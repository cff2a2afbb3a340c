package io.jararaca.core.ledger;

import java.time.Instant;

/** What the ledger says to a {@link StartRequest}. */
public sealed interface StartResult {

  /**
   * Run it.
   *
   * @param attempt this start's number, from 1
   * @param startedAt the ledger's time of the start
   */
  record Started(LeaseRef lease, int attempt, Instant startedAt) implements StartResult {}

  /**
   * Do not run it; acknowledge the delivery: it ended, is being run, or was returned with another
   * rev.
   */
  record Drop(String reason) implements StartResult {}
}
