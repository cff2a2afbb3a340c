package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When an action runs, what runs, and what happens when it overlaps, fails or is late.
 *
 * @param unreadable not part of the resource: why the spec that is stored cannot be read by this
 *     version, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = CelRules.CRON_COUNT,
    fieldPath = ".cron",
    message =
        "cron has the wrong number of fields: write 5 (minute hour day-of-month month day-of-week) or 6 with seconds first",
    messageExpression =
        "'cron \"' + self.cron + '\" has the wrong number of fields: write 5 (minute hour day-of-month month"
            + " day-of-week) or 6 with seconds first'")
@ValidationRule(
    value = CelRules.CRON_MACRO,
    fieldPath = ".cron",
    message =
        "cron is not a known macro: write @yearly, @monthly, @weekly, @daily, @hourly, or @every with a duration"
            + " such as @every 1h30m",
    messageExpression =
        "'cron \"' + self.cron + '\" is not a known macro: write @yearly, @monthly, @weekly, @daily, @hourly, or"
            + " @every with a duration such as @every 1h30m'")
@ValidationRule(
    value = CelRules.CRON_CHARACTERS,
    fieldPath = ".cron",
    message =
        "cron has a character where it cannot stand: fields take digits and * , - /, the day of month also ? L W, the"
            + " month names, the day of week names and ? L #",
    messageExpression =
        "'cron \"' + self.cron + '\" has a character where it cannot stand: fields take digits and * , - /, the day"
            + " of month also ? L W, the month names, the day of week names and ? L #'")
@ValidationRule(
    value = CelRules.TIME_ZONE,
    fieldPath = ".timeZone",
    message =
        "timeZone must be a name of the tz database, such as Europe/Berlin or UTC; offsets are not zones")
@ValidationRule(
    value = CelRules.HANDLER,
    fieldPath = ".handler",
    message = "handler" + CelRules.NAME_MESSAGE)
@ValidationRule(
    value = CelRules.EXCEPTION_HANDLER,
    fieldPath = ".exceptionHandler",
    message = "exceptionHandler" + CelRules.NAME_MESSAGE)
@ValidationRule(
    value = "self.exclusive || has(self.timeoutSeconds)",
    fieldPath = ".timeoutSeconds",
    message =
        "exclusive: false needs timeoutSeconds, because an instance that never answers must be given up: set timeoutSeconds")
@ValidationRule(
    value = "self.exclusive || self.retry.maxAttempts == 1",
    fieldPath = ".retry.maxAttempts",
    message =
        "exclusive: false is never retried, every instance has its one attempt: leave retry.maxAttempts at 1 or set exclusive: true")
@ValidationRule(
    value = "!has(self.startTime) || !has(self.endTime) || self.startTime < self.endTime",
    fieldPath = ".endTime",
    message =
        "endTime is not after startTime, so there would never be a tick: move endTime behind startTime")
@ValidationRule(
    value = "!has(self.headers) || self.headers.all(name, name != '' && size(name) <= 128)",
    fieldPath = ".headers",
    message = "a header's name is empty or longer than 128 characters: shorten it")
public record ScheduledActionSpec(
    @JsonPropertyDescription(
            "When to run: 5 fields (minute hour day-of-month month day-of-week), 6 with seconds first, a macro"
                + " such as @daily, or @every with a duration (@every 90s, @every 1h30m) counted from the resource's"
                + " creation. Names, lists, ranges, steps, ?, L, W, LW and # are understood.")
        @Required
        @Size(min = 1, max = 256)
        String cron,
    @JsonPropertyDescription(
            "Zone of the tz database in which cron is read, such as Europe/Berlin.")
        @Default("UTC")
        @Size(min = 1, max = 64)
        String timeZone,
    @JsonPropertyDescription(
            "A tick whose local time is left out when the clocks go forward: NextValid fires at the first instant"
                + " after the gap, Skip does not fire.")
        @Default("NextValid")
        DstGapPolicy dstGapPolicy,
    @JsonPropertyDescription(
            "Name of the handler that workers of this namespace register. The resource's name when left out.")
        @Size(min = 1, max = 128)
        @Nullable String handler,
    @JsonPropertyDescription(
            "Any JSON, given to the handler as it is; at most 64 KiB. A larger one shows as Ready=False.")
        @PreserveUnknownFields
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable JsonNode payload,
    @JsonPropertyDescription(
            "Headers of the run's message, at most 32, each value at most 1024 characters.")
        @Size(max = 32)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, @Size(max = 1024) String> headers,
    @JsonPropertyDescription(
            "false: a tick that meets a live run of this action is skipped (or waits, with catchUp All)."
                + " true: up to maxActive runs live at once.")
        @Default("false")
        Boolean allowOverlap,
    @JsonPropertyDescription(
            "Live runs at most, with allowOverlap: true; a tick beyond is Skipped(TooManyActive).")
        @Default("100")
        @Min(1)
        @Max(10_000)
        Integer maxActive,
    @JsonPropertyDescription(
            "true: one worker takes the run. false: every live worker instance that has the handler runs it, once,"
                + " without retry; needs timeoutSeconds.")
        @Default("true")
        Boolean exclusive,
    @JsonPropertyDescription(
            "Seconds an attempt may take, then it is interrupted and ends TimedOut. No bound when left out.")
        @Min(1)
        @Max(604_800)
        @Nullable Integer timeoutSeconds,
    @JsonPropertyDescription(
            "Handler that is run once when a run has finally Failed, TimedOut or was Lost; its payload is the run,"
                + " the handler, the reason and the original payload.")
        @Size(min = 1, max = 128)
        @Nullable String exceptionHandler,
    @JsonPropertyDescription("How often a failed or timed-out attempt is made again, and when.")
        @Default("{}")
        RetrySpec retry,
    @JsonPropertyDescription(
            "A run whose worker vanished: Retry gives it to another worker, at most 3 times; Fail ends it Lost.")
        @Default("Retry")
        OnLost onLost,
    @JsonPropertyDescription(
            "Ticks that were missed, because a later one is due too: Latest runs the newest, All runs each in order, None runs none of them, nor one that is more than 10 seconds late.")
        @Default("Latest")
        CatchUp catchUp,
    @JsonPropertyDescription(
            "A run that has not started this many seconds after its planned instant never starts: Missed(Deadline)"
                + " or Expired. No bound when left out, except with catchUp All: 3600.")
        @Min(1)
        @Max(31_536_000)
        @Nullable Integer startingDeadlineSeconds,
    @JsonPropertyDescription(
            "Each tick is delayed by up to this many seconds, always by the same for the same tick. Ticks keep"
                + " their order.")
        @Default("0")
        @Min(0)
        @Max(86_400)
        Integer jitterSeconds,
    @JsonPropertyDescription(
            "true: no tick fires and none is caught up later. Running runs go on; a trigger still works.")
        @Default("false")
        Boolean suspend,
    @JsonPropertyDescription(
            "RFC 3339 instant, such as 2026-03-29T06:00:00Z, before which there is no tick.")
        @Size(max = 64)
        @Nullable String startTime,
    @JsonPropertyDescription(
            "RFC 3339 instant, such as 2026-03-29T06:00:00Z, from which on there is no tick.")
        @Size(max = 64)
        @Nullable String endTime,
    @JsonPropertyDescription(
            "Ticks after which the action is complete; triggered runs are not counted.")
        @Min(1)
        @Max(Integer.MAX_VALUE)
        @Nullable Integer maxRuns,
    @JsonPropertyDescription(
            "Runs in a row that end Failed, TimedOut or Lost, after which no tick fires until the spec is edited.")
        @Min(1)
        @Max(10_000)
        @Nullable Integer suspendAfterFailures,
    @JsonPropertyDescription("Ended runs that status.history shows.")
        @Default("10")
        @Min(0)
        @Max(100)
        Integer historyLimit,
    @SchemaFrom(type = void.class) @Nullable String unreadable) {

  @SuppressWarnings("ConstantConditions") // Jackson passes null for what the manifest leaves out
  public ScheduledActionSpec {
    cron = Defaults.or(cron, "");
    timeZone = Defaults.or(timeZone, "UTC");
    dstGapPolicy = Defaults.or(dstGapPolicy, DstGapPolicy.NEXT_VALID);
    payload = Defaults.payload(payload);
    headers = Defaults.map(headers);
    allowOverlap = Defaults.or(allowOverlap, false);
    maxActive = Defaults.or(maxActive, 100);
    exclusive = Defaults.or(exclusive, true);
    retry = Defaults.or(retry, RetrySpec.none());
    onLost = Defaults.or(onLost, OnLost.RETRY);
    catchUp = Defaults.or(catchUp, CatchUp.LATEST);
    jitterSeconds = Defaults.or(jitterSeconds, 0);
    suspend = Defaults.or(suspend, false);
    historyLimit = Defaults.or(historyLimit, 10);
  }

  /** A builder whose fields all have their defaults. */
  public static ScheduledActionSpecBuilder builder(String cron) {
    return new ScheduledActionSpecBuilder(cron);
  }

  static ScheduledActionSpec unreadable(String why) {
    return builder("").unreadable(why).build();
  }

  /**
   * {@code startTime} as an instant.
   *
   * @throws IllegalArgumentException naming field, value and mend
   */
  public Optional<Instant> startInstant() {
    return Optional.ofNullable(startTime).map(text -> Rfc3339.parse("startTime", text));
  }

  /**
   * {@code endTime} as an instant.
   *
   * @throws IllegalArgumentException naming field, value and mend
   */
  public Optional<Instant> endInstant() {
    return Optional.ofNullable(endTime).map(text -> Rfc3339.parse("endTime", text));
  }
}
