package io.jararaca.core.action;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.RetryPolicy;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all runs of an action or message have in common.
 *
 * @param payload JSON in UTF-8, empty: none. Not to be changed
 * @param headers the user's own
 * @param timeout of one attempt; none: no bound
 * @param maxLosses vanished workers that a run bears
 * @param exclusive true: one worker runs it; false: every live instance does
 * @param exceptionHandler in the same namespace
 */
public record RunTemplate(
    HandlerRef handler,
    byte[] payload,
    Map<String, String> headers,
    @Nullable Duration timeout,
    RetryPolicy retry,
    int maxLosses,
    boolean exclusive,
    @Nullable String exceptionHandler) {

  /** The longest payload, in bytes, wherever it comes from. */
  public static final int MAX_PAYLOAD_BYTES = 64 * 1024;

  public RunTemplate {
    requireNonNull(handler, "handler");
    requireNonNull(payload, "payload");
    requireNonNull(retry, "retry");
    headers = Map.copyOf(headers);
    if (!exclusive && timeout == null) {
      throw new IllegalArgumentException("timeout: exclusive: false needs one");
    }
  }

  /** A handler with all defaults and no payload. */
  public static RunTemplate of(HandlerRef handler) {
    return new RunTemplate(
        handler,
        new byte[0],
        Map.of(),
        null,
        RetryPolicy.DEFAULT,
        RunSpec.DEFAULT_MAX_LOSSES,
        true,
        null);
  }

  public RunTemplate withPayload(byte[] payload) {
    return new RunTemplate(
        handler, payload, headers, timeout, retry, maxLosses, exclusive, exceptionHandler);
  }

  public RunTemplate withTimeout(@Nullable Duration timeout) {
    return new RunTemplate(
        handler, payload, headers, timeout, retry, maxLosses, exclusive, exceptionHandler);
  }

  public RunTemplate withRetry(RetryPolicy retry) {
    return new RunTemplate(
        handler, payload, headers, timeout, retry, maxLosses, exclusive, exceptionHandler);
  }

  /** Every live instance runs it, each within that time. */
  public RunTemplate asBroadcast(Duration timeout) {
    return new RunTemplate(
        handler, payload, headers, timeout, retry, maxLosses, false, exceptionHandler);
  }

  /**
   * @param expiresAt last instant at which the run may start; none: no bound
   * @param slotLimit live runs of its owner at once; 0: it takes no slot
   */
  public RunSpec run(
      RunId id,
      Owner owner,
      Origin origin,
      Instant plannedAt,
      @Nullable Instant expiresAt,
      int slotLimit) {
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
}
