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
 * @param lostBefore handlers that {@link Swept#unstarted} named and whose queues have consumers,
 *     each with an instant of the ledger's time: runs dispatched before it and never started are no
 *     longer in their queue. Where nothing is known yet, {@link Instant#EPOCH}: then only {@link
 *     Swept#newestStarted} is asked for
 */
public record SweepRequest(
    int limit, Map<HandlerRef, Duration> closedQueues, Map<HandlerRef, Instant> lostBefore) {

  public SweepRequest {
    closedQueues = Map.copyOf(closedQueues);
    lostBefore = Map.copyOf(lostBefore);
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
