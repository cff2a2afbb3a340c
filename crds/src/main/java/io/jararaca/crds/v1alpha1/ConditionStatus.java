package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The three answers of a Kubernetes condition. */
public enum ConditionStatus {
  @JsonProperty("True")
  TRUE,
  @JsonProperty("False")
  FALSE,
  @JsonProperty("Unknown")
  UNKNOWN;

  public static ConditionStatus of(boolean holds) {
    return holds ? TRUE : FALSE;
  }
}
