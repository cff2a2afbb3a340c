package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a {@link ScheduledActionSpec}; what is not set has its default. */
public final class ScheduledActionSpecBuilder {
  private final String cron;
  private String timeZone = "UTC";
  private DstGapPolicy dstGapPolicy = DstGapPolicy.NEXT_VALID;
  private @Nullable String handler;
  private @Nullable JsonNode payload;
  private Map<String, String> headers = Map.of();
  private boolean allowOverlap;
  private int maxActive = 100;
  private boolean exclusive = true;
  private @Nullable Integer timeoutSeconds;
  private @Nullable String exceptionHandler;
  private RetrySpec retry = RetrySpec.none();
  private OnLost onLost = OnLost.RETRY;
  private CatchUp catchUp = CatchUp.LATEST;
  private @Nullable Integer startingDeadlineSeconds;
  private int jitterSeconds;
  private boolean suspend;
  private @Nullable String startTime;
  private @Nullable String endTime;
  private @Nullable Integer maxRuns;
  private @Nullable Integer suspendAfterFailures;
  private int historyLimit = 10;
  private @Nullable String unreadable;

  ScheduledActionSpecBuilder(String cron) {
    this.cron = cron;
  }

  public ScheduledActionSpecBuilder timeZone(String timeZone) {
    this.timeZone = timeZone;
    return this;
  }

  public ScheduledActionSpecBuilder dstGapPolicy(DstGapPolicy dstGapPolicy) {
    this.dstGapPolicy = dstGapPolicy;
    return this;
  }

  public ScheduledActionSpecBuilder handler(@Nullable String handler) {
    this.handler = handler;
    return this;
  }

  public ScheduledActionSpecBuilder payload(@Nullable JsonNode payload) {
    this.payload = payload;
    return this;
  }

  public ScheduledActionSpecBuilder headers(Map<String, String> headers) {
    this.headers = headers;
    return this;
  }

  public ScheduledActionSpecBuilder allowOverlap(boolean allowOverlap) {
    this.allowOverlap = allowOverlap;
    return this;
  }

  public ScheduledActionSpecBuilder maxActive(int maxActive) {
    this.maxActive = maxActive;
    return this;
  }

  public ScheduledActionSpecBuilder exclusive(boolean exclusive) {
    this.exclusive = exclusive;
    return this;
  }

  public ScheduledActionSpecBuilder timeoutSeconds(@Nullable Integer timeoutSeconds) {
    this.timeoutSeconds = timeoutSeconds;
    return this;
  }

  public ScheduledActionSpecBuilder exceptionHandler(@Nullable String exceptionHandler) {
    this.exceptionHandler = exceptionHandler;
    return this;
  }

  public ScheduledActionSpecBuilder retry(RetrySpec retry) {
    this.retry = retry;
    return this;
  }

  public ScheduledActionSpecBuilder onLost(OnLost onLost) {
    this.onLost = onLost;
    return this;
  }

  public ScheduledActionSpecBuilder catchUp(CatchUp catchUp) {
    this.catchUp = catchUp;
    return this;
  }

  public ScheduledActionSpecBuilder startingDeadlineSeconds(
      @Nullable Integer startingDeadlineSeconds) {
    this.startingDeadlineSeconds = startingDeadlineSeconds;
    return this;
  }

  public ScheduledActionSpecBuilder jitterSeconds(int jitterSeconds) {
    this.jitterSeconds = jitterSeconds;
    return this;
  }

  public ScheduledActionSpecBuilder suspend(boolean suspend) {
    this.suspend = suspend;
    return this;
  }

  public ScheduledActionSpecBuilder startTime(@Nullable String startTime) {
    this.startTime = startTime;
    return this;
  }

  public ScheduledActionSpecBuilder endTime(@Nullable String endTime) {
    this.endTime = endTime;
    return this;
  }

  public ScheduledActionSpecBuilder maxRuns(@Nullable Integer maxRuns) {
    this.maxRuns = maxRuns;
    return this;
  }

  public ScheduledActionSpecBuilder suspendAfterFailures(@Nullable Integer suspendAfterFailures) {
    this.suspendAfterFailures = suspendAfterFailures;
    return this;
  }

  public ScheduledActionSpecBuilder historyLimit(int historyLimit) {
    this.historyLimit = historyLimit;
    return this;
  }

  ScheduledActionSpecBuilder unreadable(String why) {
    this.unreadable = why;
    return this;
  }

  public ScheduledActionSpec build() {
    return new ScheduledActionSpec(
        cron,
        timeZone,
        dstGapPolicy,
        handler,
        payload,
        headers,
        allowOverlap,
        maxActive,
        exclusive,
        timeoutSeconds,
        exceptionHandler,
        retry,
        onLost,
        catchUp,
        startingDeadlineSeconds,
        jitterSeconds,
        suspend,
        startTime,
        endTime,
        maxRuns,
        suspendAfterFailures,
        historyLimit,
        unreadable);
  }
}
