package io.jararaca.core.run;

import java.util.Arrays;

/**
 * Why a tick got no run. Skipped: by its owner's own rules. Missed: because something could not be
 * done in time.
 */
public enum PassedReason {
  OVERLAP(Kind.SKIPPED, "Overlap"),
  TOO_MANY_ACTIVE(Kind.SKIPPED, "TooManyActive"),
  SUSPENDED(Kind.SKIPPED, "Suspended"),
  SUPERSEDED(Kind.SKIPPED, "Superseded"),
  CATCH_UP(Kind.MISSED, "CatchUp"),
  DEADLINE(Kind.MISSED, "Deadline"),
  NO_INSTANCES(Kind.MISSED, "NoInstances"),
  STATE_LOST(Kind.MISSED, "StateLost");

  /** The two families of reasons, counted apart. */
  public enum Kind {
    SKIPPED,
    MISSED
  }

  private final Kind kind;
  private final String label;

  PassedReason(Kind kind, String label) {
    this.kind = kind;
    this.label = label;
  }

  public Kind kind() {
    return kind;
  }

  public String label() {
    return label;
  }

  public static PassedReason ofLabel(String label) {
    return Arrays.stream(values())
        .filter(reason -> reason.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("reason \"" + label + "\": unknown"));
  }
}
