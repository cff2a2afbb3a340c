package io.jararaca.core.schedule;

/** What becomes of a tick whose local time does not exist because clocks were put forward. */
public enum DstGapPolicy {
  /** There is no tick. */
  SKIP,
  /** The tick fires at the first instant after the gap; several lost in one gap fire once. */
  NEXT_VALID
}
