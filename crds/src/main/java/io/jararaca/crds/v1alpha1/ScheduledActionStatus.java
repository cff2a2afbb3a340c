package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an action does: its last run, its next runs, and what is wrong. Lists are newest first
 * unless said otherwise.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ScheduledActionStatus(
    @JsonPropertyDescription("metadata.generation that this status is about.") @Min(0)
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("The handler that is run.") @Size(max = 253) @Nullable String handler,
    @JsonPropertyDescription("The schedule in words.") @Size(max = 1024)
        @Nullable String description,
    @JsonPropertyDescription(
            "Ready sums up the others. Scheduled: there is a next tick. WorkersAvailable: a live worker has the"
                + " handler. LedgerIntact: Redis has not lost what this status shows.")
        @Size(max = 16)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Condition> conditions,
    @JsonPropertyDescription("Planned instant of the last tick that got a run.") @StatusTime
        @Nullable Instant lastScheduleTime,
    @JsonPropertyDescription("When a run last Succeeded.") @StatusTime
        @Nullable Instant lastSuccessfulTime,
    @JsonPropertyDescription("The newest run, live ones included.") @Nullable RunStatus lastRun,
    @JsonPropertyDescription("When the next tick fires.") @StatusTime @Nullable Instant nextRunTime,
    @JsonPropertyDescription("The next ticks, at most 5, earliest first.")
        @Size(max = 5)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Instant> nextRunTimes,
    @JsonPropertyDescription("Runs that live now: Claimed to ended, waiting retries included.")
        @Min(0)
        int activeRuns,
    @JsonPropertyDescription("Ended runs, newest first, at most spec.historyLimit.")
        @Size(max = 100)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<RunStatus> history,
    @JsonPropertyDescription("Ticks that got no run by a rule of the action, newest first.")
        @Size(max = 20)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<TickRange> skipped,
    @JsonPropertyDescription(
            "Ticks that got no run because they were late or could not be run, newest first.")
        @Size(max = 20)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<TickRange> missed,
    @JsonPropertyDescription("How runs and ticks ended, counted.") @Nullable RunCounters counters,
    @JsonPropertyDescription("Value of the annotation jararaca.io/trigger that was acted on last.")
        @Size(max = 1024)
        @Nullable String lastHandledTrigger) {

  /** As many upcoming ticks as a status shows. */
  public static final int NEXT_RUN_TIMES = 5;

  /** As many ended runs as a status shows; spec.historyLimit may ask for fewer. */
  public static final int HISTORY = 100;

  /** As many ranges of skipped and of missed ticks as a status shows. */
  public static final int TICK_RANGES = 20;

  public ScheduledActionStatus {
    description = Fitting.text(description, Fitting.MESSAGE);
    conditions = Fitting.list(conditions, 16);
    nextRunTimes = Fitting.list(nextRunTimes, NEXT_RUN_TIMES);
    history = Fitting.list(history, HISTORY);
    skipped = Fitting.list(skipped, TICK_RANGES);
    missed = Fitting.list(missed, TICK_RANGES);
    lastHandledTrigger = Fitting.text(lastHandledTrigger, Fitting.MESSAGE);
  }
}
