package io.jararaca.core.action;

/** What becomes of ticks that were missed, because a later one is due too. */
public enum CatchUp {
  /** The newest runs, the others are missed. */
  LATEST,
  /** Each runs, in order. */
  ALL,
  /** None runs, nor one that is more than 10 s late. */
  NONE
}
