package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens with a run whose worker vanished. */
public enum OnLost {
  /** It is given to another worker, at most 3 times. */
  @JsonProperty("Retry")
  RETRY,
  /** It ends Lost. */
  @JsonProperty("Fail")
  FAIL
}
