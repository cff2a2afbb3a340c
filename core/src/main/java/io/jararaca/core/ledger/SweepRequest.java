package io.jararaca.core.ledger;

import io.jararaca.core.run.HandlerRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Asks for a look at the runs whose instant has come.
 *
 * @param limit runs to look at, 1 to 200
 * @param closedQueues handlers whose queue refuses now, and how long their due runs shall wait
 *     before the next look
 * @param drainedQueues handlers whose queue was seen with consumers and without runs, and when, by
 *     the ledger's time: runs dispatched before and never started are no longer in it
 */
public record SweepRequest(
    int limit, Map<HandlerRef, Duration> closedQueues, Map<HandlerRef, Instant> drainedQueues) {

  public SweepRequest {
    closedQueues = Map.copyOf(closedQueues);
    drainedQueues = Map.copyOf(drainedQueues);
    if (limit < 1 || limit > LeaderLedger.MAX_BATCH) {
      throw new IllegalArgumentException(
          "limit " + limit + ": must be 1 to " + LeaderLedger.MAX_BATCH);
    }
  }

  /** Of somebody who has not looked into the queues. */
  public SweepRequest(int limit, Map<HandlerRef, Duration> closedQueues) {
    this(limit, closedQueues, Map.of());
  }
}
