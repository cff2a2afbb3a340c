package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens with ticks that were missed, because a later one is due too. */
public enum CatchUp {
  /** The newest missed tick runs, the older ones are recorded as Missed(CatchUp). */
  @JsonProperty("Latest")
  LATEST,
  /** Each missed tick runs, in order. */
  @JsonProperty("All")
  ALL,
  /** No missed tick runs, nor one that is more than 10 s late. */
  @JsonProperty("None")
  NONE
}
