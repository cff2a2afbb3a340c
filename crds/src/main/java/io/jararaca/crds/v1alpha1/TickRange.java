package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Consecutive ticks that got no run, for one reason. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TickRange(
    @JsonPropertyDescription("Planned instant of the first tick.") @Required @StatusTime
        @Nullable Instant from,
    @JsonPropertyDescription("Planned instant of the last tick.") @Required @StatusTime
        @Nullable Instant to,
    @JsonPropertyDescription("Number of ticks.") @Required @Min(1) Long count,
    @JsonPropertyDescription(
            "Skipped: Overlap, TooManyActive, Suspended or Superseded. Missed: CatchUp, Deadline, NoInstances or"
                + " StateLost.")
        @Required
        @Size(max = 32)
        String reason) {}
