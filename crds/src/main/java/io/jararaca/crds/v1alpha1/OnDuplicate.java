package io.jararaca.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a second message with the key of a waiting one does. Once that one has started, the newcomer
 * ends Duplicate.
 */
public enum OnDuplicate {
  /** The newcomer ends Duplicate. */
  @JsonProperty("Ignore")
  IGNORE,
  /** The newcomer's time and payload replace the waiting ones. */
  @JsonProperty("Replace")
  REPLACE,
  /** Of the two, the one that is due earlier stays, with its payload. */
  @JsonProperty("KeepEarliest")
  KEEP_EARLIEST,
  /** Of the two, the one that is due later stays, with its payload. */
  @JsonProperty("KeepLatest")
  KEEP_LATEST
}
