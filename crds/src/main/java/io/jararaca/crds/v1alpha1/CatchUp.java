package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens with ticks that are due later than they should be. */
public enum CatchUp {
  /** The newest missed tick runs, the older ones are recorded as Missed(CatchUp). */
  @JsonProperty("Latest")
  LATEST,
  /** Each missed tick runs, in order. */
  @JsonProperty("All")
  ALL,
  /** A tick more than 10 s late does not run. */
  @JsonProperty("None")
  NONE
}
