package io.jararaca.core.run;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run is: all of it that does not change while it lives. It is written into the ledger when
 * the run is born and travels with every delivery, so that a ledger that lost the record can make
 * it again.
 *
 * @param owner the resource that it belongs to
 * @param handler what runs it
 * @param plannedAt the planned instant, before jitter; whole milliseconds
 * @param expiresAt the last instant at which it may start; none: it waits for ever
 * @param timeout how long one attempt may take; none: no bound
 * @param maxLosses vanished workers it bears; one more ends it Lost (0: onLost Fail)
 * @param slotLimit live runs that its owner may have at once; 0: it takes no slot
 * @param exclusive true: one worker runs it; false: every live instance does (broadcast)
 * @param exceptionHandler handler, in the same namespace, that is told of its final failure
 * @param headers the user's own headers, at most 32
 */
public record RunSpec(
    RunId id,
    Owner owner,
    Origin origin,
    HandlerRef handler,
    Instant plannedAt,
    @Nullable Instant expiresAt,
    @Nullable Duration timeout,
    RetryPolicy retry,
    int maxLosses,
    int slotLimit,
    boolean exclusive,
    @Nullable String exceptionHandler,
    Map<String, String> headers) {

  /** Losses that a run bears with onLost Retry. */
  public static final int DEFAULT_MAX_LOSSES = 3;

  public RunSpec {
    requireNonNull(id, "id");
    requireNonNull(owner, "owner");
    requireNonNull(origin, "origin");
    requireNonNull(handler, "handler");
    requireNonNull(plannedAt, "plannedAt");
    requireNonNull(retry, "retry");
    if (maxLosses < 0) {
      throw new IllegalArgumentException("maxLosses " + maxLosses + ": must be 0 or more");
    }
    if (slotLimit < 0) {
      throw new IllegalArgumentException("slotLimit " + slotLimit + ": must be 0 or more");
    }
    if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
      throw new IllegalArgumentException("timeout " + timeout + ": must be more than zero");
    }
    if (!exclusive && timeout == null) {
      throw new IllegalArgumentException("timeout: a run with exclusive: false needs one");
    }
    headers = java.util.Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  /** The same at other instants. */
  public RunSpec at(Instant plannedAt, @Nullable Instant expiresAt) {
    return new RunSpec(
        id,
        owner,
        origin,
        handler,
        plannedAt,
        expiresAt,
        timeout,
        retry,
        maxLosses,
        slotLimit,
        exclusive,
        exceptionHandler,
        headers);
  }

  public RunSpec withHeaders(Map<String, String> headers) {
    return new RunSpec(
        id,
        owner,
        origin,
        handler,
        plannedAt,
        expiresAt,
        timeout,
        retry,
        maxLosses,
        slotLimit,
        exclusive,
        exceptionHandler,
        headers);
  }

  public Partition partition() {
    return id.partition();
  }
}
