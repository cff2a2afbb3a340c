package io.jararaca.core.ledger.memory;

import io.jararaca.core.ledger.RunRev;
import io.jararaca.core.run.RunState;

/** COMMIT: what the broker confirmed. */
final class Dispatches {

  private Dispatches() {}

  static void commit(Turn turn, RunRev confirmed) {
    RunEntry run = turn.run(confirmed.id());
    if (run != null && run.state == RunState.CLAIMED && run.is(confirmed)) {
      turn.dispatch(run);
    }
  }
}
