package io.jararaca.core.ledger;

import io.jararaca.core.run.HandlerRef;
import java.time.Duration;
import java.util.Map;

/**
 * @param limit runs to look at, 1 to 200
 * @param closedQueues handlers whose queue refuses now, and how long their due runs shall wait
 *     before the next look
 */
public record SweepRequest(int limit, Map<HandlerRef, Duration> closedQueues) {

  public SweepRequest {
    closedQueues = Map.copyOf(closedQueues);
    if (limit < 1 || limit > LeaderLedger.MAX_BATCH) {
      throw new IllegalArgumentException(
          "limit " + limit + ": must be 1 to " + LeaderLedger.MAX_BATCH);
    }
  }
}
