package io.jararaca.core.ledger.memory;

import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunState;
import java.time.Instant;

/** SUBMIT and CANCEL: runs that wait for an instant. */
final class Messages {

  private Messages() {}

  static SubmitResult submit(Turn turn, Submission submitted) {
    Submission message = submitted.fromNow() ? dated(submitted, turn.now()) : submitted;
    RunEntry known = turn.run(message.spec().id());
    if (known != null) {
      return resubmit(turn, known, message);
    }
    RunId holderId =
        message.entryKey() == null ? null : turn.state().entryKeys.get(message.entryKey());
    RunEntry holder = holderId == null ? null : turn.run(holderId);
    if (holder != null) {
      return duplicate(turn, holder, message);
    }
    RunEntry run = new RunEntry(message.spec(), message.body(), RunState.PENDING);
    run.generation = message.generation();
    run.entryKey = message.entryKey();
    turn.incarnation();
    turn.add(run, run.dueAt);
    turn.wakeIfEarliest(run);
    return new SubmitResult.Submitted();
  }

  private static Submission dated(Submission message, Instant now) {
    RunSpec spec = message.spec();
    Instant expiresAt = spec.expiresAt();
    return new Submission(
        spec.at(
            now.plusMillis(spec.plannedAt().toEpochMilli()),
            expiresAt == null ? null : now.plusMillis(expiresAt.toEpochMilli())),
        message.generation(),
        message.body(),
        message.entryKey(),
        message.onDuplicate());
  }

  static boolean cancel(Turn turn, RunId id, CancelReason reason) {
    RunEntry run = turn.run(id);
    if (run == null) {
      return false;
    }
    if (cancellable(run)) {
      Endings.cancel(turn, run, reason);
    }
    if (reason == CancelReason.DELETED) {
      forget(turn, run);
    }
    return run.state == RunState.CANCELLED;
  }

  private static void forget(Turn turn, RunEntry run) {
    run.forgotten = true;
    if (run.state.ended()) {
      turn.lookAt(run, Endings.removedAt(turn, run));
    }
  }

  static boolean cancellable(RunEntry run) {
    return run.state != RunState.RUNNING && !run.state.ended();
  }

  private static SubmitResult resubmit(Turn turn, RunEntry known, Submission message) {
    if (message.generation() <= known.generation) {
      return new SubmitResult.AlreadySubmitted(known.state);
    }
    if (!known.neverStarted()) {
      return new SubmitResult.EditTooLate(known.state);
    }
    known.generation = message.generation();
    take(turn, known, message.spec(), message.body());
    return new SubmitResult.Edited(known.rev);
  }

  private static SubmitResult duplicate(Turn turn, RunEntry holder, Submission message) {
    boolean taken =
        holder.neverStarted()
            && takes(message.onDuplicate(), holder.spec.plannedAt(), message.dueAt());
    if (taken) {
      take(turn, holder, moved(holder.spec, message.spec()), message.body());
    }
    RunEntry newcomer = new RunEntry(message.spec(), message.body(), RunState.DUPLICATE);
    newcomer.generation = message.generation();
    newcomer.finishedAt = turn.now();
    newcomer.message = "another message holds its idempotency key: " + holder.id();
    turn.add(newcomer, Millis.plus(turn.now(), turn.timings().retention()));
    return new SubmitResult.Duplicate(holder.id(), taken);
  }

  private static boolean takes(OnDuplicate rule, Instant holder, Instant newcomer) {
    return switch (rule) {
      case IGNORE -> false;
      case REPLACE -> true;
      case KEEP_EARLIEST -> newcomer.isBefore(holder);
      case KEEP_LATEST -> newcomer.isAfter(holder);
    };
  }

  private static void take(Turn turn, RunEntry run, RunSpec spec, byte[] body) {
    run.spec = spec;
    run.body = body;
    turn.returnToPending(run, spec.plannedAt(), null);
    turn.wakeIfEarliest(run);
  }

  private static RunSpec moved(RunSpec holder, RunSpec newcomer) {
    return holder.at(newcomer.plannedAt(), newcomer.expiresAt()).withHeaders(newcomer.headers());
  }
}
