package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a {@link DelayedMessageSpec}; what is not set has its default. */
public final class DelayedMessageSpecBuilder {
  private final String handler;
  private @Nullable String deliverAt;
  private @Nullable Integer delaySeconds;
  private @Nullable JsonNode payload;
  private Map<String, String> headers = Map.of();
  private @Nullable String idempotencyKey;
  private OnDuplicate onDuplicate = OnDuplicate.IGNORE;
  private @Nullable Integer timeoutSeconds;
  private RetrySpec retry = RetrySpec.none();
  private OnLost onLost = OnLost.RETRY;
  private @Nullable Integer expireAfterSeconds;
  private boolean cancel;
  private @Nullable Integer ttlSecondsAfterFinished;
  private @Nullable String unreadable;

  DelayedMessageSpecBuilder(String handler) {
    this.handler = handler;
  }

  public DelayedMessageSpecBuilder deliverAt(@Nullable String deliverAt) {
    this.deliverAt = deliverAt;
    return this;
  }

  public DelayedMessageSpecBuilder delaySeconds(@Nullable Integer delaySeconds) {
    this.delaySeconds = delaySeconds;
    return this;
  }

  public DelayedMessageSpecBuilder payload(@Nullable JsonNode payload) {
    this.payload = payload;
    return this;
  }

  public DelayedMessageSpecBuilder headers(Map<String, String> headers) {
    this.headers = headers;
    return this;
  }

  public DelayedMessageSpecBuilder idempotencyKey(@Nullable String idempotencyKey) {
    this.idempotencyKey = idempotencyKey;
    return this;
  }

  public DelayedMessageSpecBuilder onDuplicate(OnDuplicate onDuplicate) {
    this.onDuplicate = onDuplicate;
    return this;
  }

  public DelayedMessageSpecBuilder timeoutSeconds(@Nullable Integer timeoutSeconds) {
    this.timeoutSeconds = timeoutSeconds;
    return this;
  }

  public DelayedMessageSpecBuilder retry(RetrySpec retry) {
    this.retry = retry;
    return this;
  }

  public DelayedMessageSpecBuilder onLost(OnLost onLost) {
    this.onLost = onLost;
    return this;
  }

  public DelayedMessageSpecBuilder expireAfterSeconds(@Nullable Integer expireAfterSeconds) {
    this.expireAfterSeconds = expireAfterSeconds;
    return this;
  }

  public DelayedMessageSpecBuilder cancel(boolean cancel) {
    this.cancel = cancel;
    return this;
  }

  public DelayedMessageSpecBuilder ttlSecondsAfterFinished(
      @Nullable Integer ttlSecondsAfterFinished) {
    this.ttlSecondsAfterFinished = ttlSecondsAfterFinished;
    return this;
  }

  DelayedMessageSpecBuilder unreadable(String why) {
    this.unreadable = why;
    return this;
  }

  public DelayedMessageSpec build() {
    return new DelayedMessageSpec(
        deliverAt,
        delaySeconds,
        handler,
        payload,
        headers,
        idempotencyKey,
        onDuplicate,
        timeoutSeconds,
        retry,
        onLost,
        expireAfterSeconds,
        cancel,
        ttlSecondsAfterFinished,
        unreadable);
  }
}
