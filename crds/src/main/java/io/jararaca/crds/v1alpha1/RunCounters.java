package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;

/**
 * How the runs and ticks of an action ended, counted since its creation or since the ledger was
 * lost.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunCounters(
    @JsonPropertyDescription("Ticks that got a run.") @Min(0) long runs,
    @JsonPropertyDescription("Runs that Succeeded.") @Min(0) long succeeded,
    @JsonPropertyDescription("Runs that Failed.") @Min(0) long failed,
    @JsonPropertyDescription("Runs that TimedOut.") @Min(0) long timedOut,
    @JsonPropertyDescription("Runs whose worker vanished, finally.") @Min(0) long lost,
    @JsonPropertyDescription("Runs that were Cancelled before they started.") @Min(0)
        long cancelled,
    @JsonPropertyDescription("Runs that Expired before they started.") @Min(0) long expired,
    @JsonPropertyDescription("Ticks that were Skipped.") @Min(0) long skipped,
    @JsonPropertyDescription("Ticks that were Missed.") @Min(0) long missed,
    @JsonPropertyDescription(
            "Runs that ended Failed, TimedOut or Lost since the last that Succeeded.")
        @Min(0)
        long consecutiveFailures) {

  public static final RunCounters ZERO = new RunCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
