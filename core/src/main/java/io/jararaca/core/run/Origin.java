package io.jararaca.core.run;

import java.util.Arrays;

/** What a run was born of. */
public enum Origin {
  /** A planned instant of a schedule. */
  TICK("Tick"),
  /** A new value of the trigger annotation, or a person's word. */
  TRIGGER("Trigger"),
  /** A DelayedMessage or a published message. */
  MESSAGE("Message"),
  /** The final failure of another run that names an exception handler. */
  EXCEPTION("Exception");

  private final String label;

  Origin(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  public static Origin ofLabel(String label) {
    return Arrays.stream(values())
        .filter(origin -> origin.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("origin \"" + label + "\": unknown"));
  }
}
