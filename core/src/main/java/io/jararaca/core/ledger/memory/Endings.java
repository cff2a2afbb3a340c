package io.jararaca.core.ledger.memory;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.run.RunState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a run ends, and what its end brings about. */
final class Endings {

  private Endings() {}

  /**
   * Ends a run: it leaves the slot, enters its owner's history and sums, and waits to be removed.
   * Its exception handler's run is born if it ended badly.
   */
  static void end(Turn turn, RunEntry run, RunState state, @Nullable String message) {
    end(turn, run, state, null, message);
  }

  static void cancel(Turn turn, RunEntry run, CancelReason reason) {
    end(turn, run, RunState.CANCELLED, reason.label(), run.message);
  }

  /** When an ended run's record may go. */
  static Instant removedAt(Turn turn, RunEntry run) {
    return Millis.plus(requireNonNull(run.finishedAt), turn.timings().retention());
  }

  private static void end(
      Turn turn, RunEntry run, RunState state, @Nullable String reason, @Nullable String message) {
    run.state = state;
    run.reason = reason;
    run.message = message;
    run.finishedAt = turn.now();
    turn.leaveSlot(run);
    turn.lookAt(run, removedAt(turn, run));
    OwnerEntry owner = turn.owner(run.spec.owner().key());
    if (owner != null && owner.uid.equals(run.spec.owner().uid())) {
      owner.ended(run.snapshot());
    }
    turn.markDirty(run);
    if (state.failure() && run.spec.exceptionHandler() != null) {
      RunEntry told = ExceptionRun.of(run, run.spec.exceptionHandler(), turn.now());
      if (turn.run(told.id()) == null) {
        turn.add(told, told.dueAt);
        turn.wakeIfEarliest(told);
      }
    }
  }
}
