package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens with a tick whose local time does not exist because the clocks were put forward. */
public enum DstGapPolicy {
  /** There is no tick that day. */
  @JsonProperty("Skip")
  SKIP,
  /** It fires at the first instant after the gap. */
  @JsonProperty("NextValid")
  NEXT_VALID
}
