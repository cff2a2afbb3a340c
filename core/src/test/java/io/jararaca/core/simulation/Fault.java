package io.jararaca.core.simulation;

/** What may go wrong, or change, at a step. */
public enum Fault {
  /** It never arrives. */
  LOSE_CALL,
  /** It takes effect, its sender hears nothing of it. */
  LOSE_ANSWER,
  DELAY_ANSWER,
  /** It takes effect long after its sender gave up waiting. */
  DELAY_CALL,
  /** It takes effect twice. */
  DUPLICATE,
  /** The broker refuses the run. */
  REFUSE,
  /** The process dies, nothing was sent. */
  STOP_BEFORE,
  /** The process dies, what was sent takes effect. */
  STOP_AFTER,
  /** The process stands still, maybe longer than its lease. */
  PAUSE,
  /** The process is asked to end, and does so in order. */
  TERMINATE,
  /** Another beat is elected while this one still believes that it leads. */
  TWO_LEADERS,
  /** The ledger loses the last writes of the partition. */
  LOSE_WRITES,
  /** The partition loses everything. */
  FLUSH,
  CUT_LEDGER,
  CUT_BROKER,
  CUT_BOTH,
  /** The process's clock runs faster or slower. */
  SKEW,
  /** The handler that starts pays no heed to interrupts. */
  DEAF,
  EDIT,
  SUSPEND,
  DELETE,
  TRIGGER,
  EDIT_MESSAGE,
  DROP_MESSAGE;

  /** Whether this can happen at that step. */
  boolean reaches(Step step) {
    return switch (this) {
      case LOSE_CALL -> true;
      case LOSE_ANSWER, DELAY_ANSWER -> step != Step.DELIVER && step != Step.ACKNOWLEDGE;
      case DUPLICATE -> step != Step.ACKNOWLEDGE;
      case REFUSE -> step == Step.PUBLISH;
      case TWO_LEADERS -> step.ofBeat();
      case LOSE_WRITES, FLUSH -> step.ofPartition();
      case DEAF -> step == Step.START;
      default -> true;
    };
  }

  /** Whether the ledger forgets what it answered for. */
  boolean losesState() {
    return this == LOSE_WRITES || this == FLUSH;
  }
}
