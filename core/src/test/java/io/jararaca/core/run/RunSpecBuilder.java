package io.jararaca.core.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs for tests: each is a plain tick run until something else is said. */
public final class RunSpecBuilder {

  private RunId id;
  private final Owner owner;
  private Origin origin = Origin.TICK;
  private HandlerRef handler = new HandlerRef("shop", "report");
  private Instant plannedAt;
  private @Nullable Instant expiresAt;
  private @Nullable Duration timeout;
  private RetryPolicy retry = RetryPolicy.DEFAULT;
  private int maxLosses = RunSpec.DEFAULT_MAX_LOSSES;
  private int slotLimit = 1;
  private boolean exclusive = true;
  private @Nullable String exceptionHandler;
  private Map<String, String> headers = Map.of();

  private RunSpecBuilder(RunId id, Owner owner, Instant plannedAt) {
    this.id = id;
    this.owner = owner;
    this.plannedAt = plannedAt;
  }

  public static RunSpecBuilder tick(Owner owner, Instant plannedAt) {
    return new RunSpecBuilder(RunId.ofTick(owner, plannedAt), owner, plannedAt);
  }

  public static RunSpecBuilder trigger(Owner owner, String value, Instant at) {
    return new RunSpecBuilder(RunId.ofTrigger(owner, value), owner, at).origin(Origin.TRIGGER);
  }

  public static RunSpecBuilder message(Owner owner, Instant dueAt) {
    return new RunSpecBuilder(RunId.ofMessage(owner, null), owner, dueAt)
        .origin(Origin.MESSAGE)
        .slotLimit(0);
  }

  public RunSpecBuilder id(RunId id) {
    this.id = id;
    return this;
  }

  public RunSpecBuilder origin(Origin origin) {
    this.origin = origin;
    return this;
  }

  public RunSpecBuilder handler(HandlerRef handler) {
    this.handler = handler;
    return this;
  }

  public RunSpecBuilder plannedAt(Instant plannedAt) {
    this.plannedAt = plannedAt;
    return this;
  }

  public RunSpecBuilder expiresAt(Instant expiresAt) {
    this.expiresAt = expiresAt;
    return this;
  }

  public RunSpecBuilder timeout(Duration timeout) {
    this.timeout = timeout;
    return this;
  }

  public RunSpecBuilder retry(RetryPolicy retry) {
    this.retry = retry;
    return this;
  }

  /** That many attempts, with that wait between them and no jitter. */
  public RunSpecBuilder attempts(int maxAttempts, Duration wait) {
    return retry(new RetryPolicy(maxAttempts, wait, wait, 1, 0));
  }

  public RunSpecBuilder maxLosses(int maxLosses) {
    this.maxLosses = maxLosses;
    return this;
  }

  public RunSpecBuilder slotLimit(int slotLimit) {
    this.slotLimit = slotLimit;
    return this;
  }

  public RunSpecBuilder broadcast(Duration timeout) {
    this.exclusive = false;
    return timeout(timeout);
  }

  public RunSpecBuilder exceptionHandler(String exceptionHandler) {
    this.exceptionHandler = exceptionHandler;
    return this;
  }

  public RunSpecBuilder headers(Map<String, String> headers) {
    this.headers = headers;
    return this;
  }

  public RunSpec build() {
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
