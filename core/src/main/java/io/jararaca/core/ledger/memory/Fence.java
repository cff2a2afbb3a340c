package io.jararaca.core.ledger.memory;

import io.jararaca.core.ledger.FencedException;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.Raised;

/** RAISE: who leads a partition. */
final class Fence {

  private Fence() {}

  static Raised raise(Turn turn, FencingToken token, LedgerTimings timings) {
    PartitionState state = turn.state();
    FencingToken held = state.token;
    if (held != null && token.value() <= held.value() && !token.equals(held)) {
      throw new FencedException(
          "partition " + state.partition + " was raised by " + held + ", before " + token);
    }
    if (!token.equals(held)) {
      state.freshlyRaised = held == null;
    }
    state.token = token;
    state.timings = timings;
    return new Raised(turn.incarnation(), state.freshlyRaised, turn.now());
  }
}
