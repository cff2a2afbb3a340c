package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How often a failed attempt is made again, and how long to wait before. */
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = // the API server checks the default {} before it fills in the inner defaults
        "!has(self.minBackoffSeconds) || !has(self.maxBackoffSeconds)"
            + " || self.minBackoffSeconds <= self.maxBackoffSeconds",
    fieldPath = ".minBackoffSeconds",
    message =
        "minBackoffSeconds is above maxBackoffSeconds: lower minBackoffSeconds or raise maxBackoffSeconds")
public record RetrySpec(
    @JsonPropertyDescription(
            "Attempts a run may take, the first included; 1 means that a failed attempt is not made again.")
        @Default("1")
        @Min(1)
        @Max(100)
        Integer maxAttempts,
    @JsonPropertyDescription("Seconds before the second attempt.")
        @Default("1")
        @Min(0)
        @Max(86_400)
        Integer minBackoffSeconds,
    @JsonPropertyDescription("The longest wait between two attempts, in seconds.")
        @Default("60")
        @Min(0)
        @Max(86_400)
        Integer maxBackoffSeconds,
    @JsonPropertyDescription("Each wait is this many times the one before.")
        @Default("2")
        @Min(1)
        @Max(10)
        Double factor,
    @JsonPropertyDescription(
            "Each wait is lengthened or shortened at random by up to this many percent, so that runs which failed"
                + " together are not tried again together.")
        @Default("25")
        @Min(0)
        @Max(100)
        Integer jitterPercent) {

  @SuppressWarnings("ConstantConditions") // Jackson passes null for what the manifest leaves out
  public RetrySpec {
    maxAttempts = Defaults.or(maxAttempts, 1);
    minBackoffSeconds = Defaults.or(minBackoffSeconds, 1);
    maxBackoffSeconds = Defaults.or(maxBackoffSeconds, 60);
    factor = Defaults.or(factor, 2.0);
    jitterPercent = Defaults.or(jitterPercent, 25);
  }

  /** One attempt, no retry. */
  public static RetrySpec none() {
    return attempts(null);
  }

  /** That many attempts with the default waits; null means the default, 1. */
  @SuppressWarnings("NullAway") // the compact constructor fills in the defaults
  public static RetrySpec attempts(@Nullable Integer maxAttempts) {
    return new RetrySpec(maxAttempts, null, null, null, null);
  }
}
