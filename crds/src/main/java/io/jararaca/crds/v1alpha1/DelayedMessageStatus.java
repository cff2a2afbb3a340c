package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a message is in its life. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DelayedMessageStatus(
    @JsonPropertyDescription("metadata.generation that this status is about.") @Min(0)
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "The run's state: Pending, Claimed, Dispatched, Running, Succeeded, Failed, TimedOut, Lost, Cancelled,"
                + " Expired or Duplicate.")
        @Size(max = 32)
        @Nullable String phase,
    @JsonPropertyDescription("Why it is in that phase, in one CamelCase word.") @Size(max = 128)
        @Nullable String reason,
    @JsonPropertyDescription("The run's id.") @Size(max = 128) @Nullable String runId,
    @JsonPropertyDescription("When it is or was due.") @StatusTime @Nullable Instant deliverAt,
    @JsonPropertyDescription("When it was given to its queue.") @StatusTime
        @Nullable Instant dispatchedAt,
    @JsonPropertyDescription("When its last attempt started.") @StatusTime
        @Nullable Instant startedAt,
    @JsonPropertyDescription("When it ended.") @StatusTime @Nullable Instant finishedAt,
    @JsonPropertyDescription("How often it was started.") @Min(0) int attempts,
    @JsonPropertyDescription("The worker instance that had it last.") @Size(max = 256)
        @Nullable String instance,
    @JsonPropertyDescription("What the handler or the operator said last.") @Size(max = 1024)
        @Nullable String message,
    @JsonPropertyDescription(
            "Ready: the message is accepted, and with its time a worker will have it. Succeeded: it has run."
                + " EditTooLate: an edit came after it had started.")
        @Size(max = 16)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Condition> conditions) {

  public DelayedMessageStatus {
    reason = Fitting.text(reason, Fitting.WORD);
    instance = Fitting.text(instance, Fitting.NAME);
    message = Fitting.text(message, Fitting.MESSAGE);
    conditions = Fitting.list(conditions, 16);
  }
}
