package io.jararaca.worker;

/** What becomes of a run whose worker vanished. */
public enum OnLost {
  /** Another worker runs it, at most 3 times. */
  RETRY,
  /** It ends Lost. */
  FAIL
}
