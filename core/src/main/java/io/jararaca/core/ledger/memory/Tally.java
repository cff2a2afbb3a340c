package io.jararaca.core.ledger.memory;

/** What a run has been through: its STARTs, and apart from them its failed and lost attempts. */
record Tally(int attempts, int failures, int losses) {

  static final Tally NONE = new Tally(0, 0, 0);

  boolean neverStarted() {
    return attempts == 0;
  }

  Tally plusAttempt() {
    return new Tally(attempts + 1, failures, losses);
  }

  Tally plusFailure() {
    return new Tally(attempts, failures + 1, losses);
  }

  Tally plusLoss() {
    return new Tally(attempts, failures, losses + 1);
  }
}
