package io.jararaca.operator.status;

/** Whether a live worker has a handler. */
public enum Availability {
  AVAILABLE,
  NONE,
  /** Presence was not read yet. */
  UNKNOWN
}
