package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One run, as a status shows it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunStatus(
    @JsonPropertyDescription("The run's id; the same for the same tick, whoever computes it.")
        @Required
        @Size(max = 128)
        String id,
    @JsonPropertyDescription("The instant it was planned for, before jitter.") @Required @StatusTime
        @Nullable Instant plannedTime,
    @JsonPropertyDescription(
            "Pending, Claimed, Dispatched, Running, Succeeded, Failed, TimedOut, Lost, Cancelled, Expired or"
                + " Duplicate.")
        @Required
        @Size(max = 32)
        String state,
    @JsonPropertyDescription("Why it is in that state, in one CamelCase word.") @Size(max = 128)
        @Nullable String reason,
    @JsonPropertyDescription("How often it was started.") @Min(0) @Nullable Integer attempts,
    @JsonPropertyDescription("When its last attempt started.") @StatusTime
        @Nullable Instant startedAt,
    @JsonPropertyDescription("When it ended.") @StatusTime @Nullable Instant finishedAt,
    @JsonPropertyDescription("The worker instance that had it last.") @Size(max = 256)
        @Nullable String instance,
    @JsonPropertyDescription("What the handler or the operator said last.") @Size(max = 1024)
        @Nullable String message) {

  public RunStatus {
    reason = Fitting.text(reason, Fitting.WORD);
    instance = Fitting.text(instance, Fitting.NAME);
    message = Fitting.text(message, Fitting.MESSAGE);
  }
}
