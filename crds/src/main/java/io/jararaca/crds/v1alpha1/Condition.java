package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One statement about a resource, as Kubernetes' API conventions have it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Condition(
    @JsonPropertyDescription("What is stated.") @Required @Size(min = 1, max = 64) String type,
    @JsonPropertyDescription("True, False or Unknown.") @Required ConditionStatus status,
    @JsonPropertyDescription("Why, in one CamelCase word.") @Required @Size(min = 1, max = 128)
        String reason,
    @JsonPropertyDescription("Why, for people; names the mend where there is one.")
        @Size(max = 1024)
        @Nullable String message,
    @JsonPropertyDescription("When the status last changed.") @Required @StatusTime
        @Nullable Instant lastTransitionTime,
    @JsonPropertyDescription("metadata.generation that the statement is about.") @Min(0)
        @Nullable Long observedGeneration) {

  /** The summary: the resource is understood and does what it says. */
  public static final String READY = "Ready";

  /** The action has a next tick; False says why not (suspended, complete, never). */
  public static final String SCHEDULED = "Scheduled";

  /** At least one live worker instance of the namespace has the handler. */
  public static final String WORKERS_AVAILABLE = "WorkersAvailable";

  /**
   * The ledger knows the past that the status shows; False after Redis has lost it, until the next
   * success.
   */
  public static final String LEDGER_INTACT = "LedgerIntact";

  /** The message's run has Succeeded; False once it has ended otherwise. */
  public static final String SUCCEEDED = "Succeeded";

  /** An edit came after the message had started and has no effect. */
  public static final String EDIT_TOO_LATE = "EditTooLate";

  public Condition {
    message = Fitting.text(message, Fitting.MESSAGE);
  }

  /** The condition of this type. */
  public static Optional<Condition> find(List<Condition> conditions, String type) {
    return conditions.stream().filter(condition -> condition.type.equals(type)).findFirst();
  }

  /**
   * The conditions with this one put in the place of its type. Its transition time is the older
   * one's while the status is the same, so that writing the same truth again changes nothing.
   */
  public static List<Condition> with(List<Condition> conditions, Condition next) {
    Condition kept =
        find(conditions, next.type)
            .filter(old -> old.status == next.status && old.lastTransitionTime != null)
            .map(old -> next.since(old.lastTransitionTime))
            .orElse(next);
    List<Condition> result = new ArrayList<>(conditions.size() + 1);
    boolean placed = false;
    for (Condition condition : conditions) {
      boolean same = condition.type.equals(next.type);
      placed |= same;
      result.add(same ? kept : condition);
    }
    if (!placed) {
      result.add(kept);
    }
    return List.copyOf(result);
  }

  private Condition since(@Nullable Instant transition) {
    return new Condition(type, status, reason, message, transition, observedGeneration);
  }
}
