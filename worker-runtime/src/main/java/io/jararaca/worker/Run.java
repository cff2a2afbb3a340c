package io.jararaca.worker;

import io.jararaca.core.work.Attempt;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The run that a handler is called for.
 *
 * @param id the same for every attempt and every delivery: what to use as an idempotency key
 * @param handler name of the handler
 * @param namespace of the resource
 * @param owner the resource: {@code ScheduledAction/shop/nightly-report}
 * @param plannedAt the planned instant, before jitter
 * @param attempt number of this start, from 1
 * @param deadline when this attempt's timeout ends, by the ledger's clock; none: it has no timeout
 * @param leaseId this attempt's right to the run; grows with every attempt, unlike the id
 * @param instance the worker process that runs this attempt
 * @param headers the user's own
 */
public record Run(
    String id,
    String handler,
    String namespace,
    String owner,
    Instant plannedAt,
    int attempt,
    @Nullable Instant deadline,
    String leaseId,
    String instance,
    Map<String, String> headers) {

  public static Run of(Attempt attempt) {
    return new Run(
        attempt.spec().id().toString(),
        attempt.spec().handler().name(),
        attempt.spec().handler().namespace(),
        attempt.spec().owner().key().toString(),
        attempt.spec().plannedAt(),
        attempt.number(),
        attempt.deadline(),
        attempt.lease().leaseId(),
        attempt.lease().instance(),
        attempt.spec().headers());
  }
}
