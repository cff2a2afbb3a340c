package io.jararaca.core.ledger.memory;

import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.ledger.WakeUp;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.PassedRange;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** REGISTER and FORGET: which owners there are, and from when their schedules count. */
final class Owners {

  /** How far back a change may reach. */
  private static final Duration CHANGE_REACH = Duration.ofSeconds(10);

  private Owners() {}

  static RegisterResult register(Turn turn, Registration registration) {
    OwnerEntry known = turn.owner(registration.owner().key());
    if (known == null) {
      return create(turn, registration);
    }
    boolean sameLife = known.uid.equals(registration.owner().uid());
    if (sameLife && registration.generation() < known.generation) {
      return new RegisterResult.OutOfDate(known.generation);
    }
    Registration.Change change = registration.change();
    boolean mayChange = change != null && fits(change, known, turn.now());
    if (sameLife && known.schedule.equals(registration.schedule())) {
      return keep(turn, known, registration, mayChange);
    }
    if (change == null || !mayChange) {
      return known.different(turn.now());
    }
    return sameLife
        ? edit(turn, known, registration, change)
        : replace(turn, known, registration, change);
  }

  static boolean forget(Turn turn, OwnerKey key, String uid) {
    OwnerEntry owner = turn.owner(key);
    if (owner == null || !owner.uid.equals(uid)) {
      return false;
    }
    for (RunEntry run : turn.slotRuns(key)) {
      if (run.spec.owner().uid().equals(uid)) {
        run.forgotten = true;
        if (Messages.cancellable(run)) {
          Endings.cancel(turn, run, CancelReason.DELETED);
        }
      }
    }
    turn.state().owners.remove(key);
    return true;
  }

  static boolean resume(Turn turn, OwnerKey key, Registration.Change change) {
    OwnerEntry known = turn.owner(key);
    if (known == null || !known.suspendedByFailures || !fits(change, known, turn.now())) {
      return false;
    }
    endSuspension(turn, key, known, change.passed(), change.at());
    turn.wakeUps().add(new WakeUp.Resumed(key.partition(), key));
    return true;
  }

  private static void endSuspension(
      Turn turn, OwnerKey key, OwnerEntry known, @Nullable PassedRange passed, Instant at) {
    passUpTo(known, passed, at);
    known.restartAt(at);
    known.resumeAfterFailures();
    turn.markDirty(key);
  }

  private static RegisterResult create(Turn turn, Registration registration) {
    OwnerEntry owner = new OwnerEntry(registration, turn.now(), turn.now());
    if (registration.remembered() != null) {
      owner.restore(registration.remembered(), turn.now());
    }
    return keepNew(turn, registration, owner);
  }

  private static RegisterResult keep(
      Turn turn, OwnerEntry known, Registration registration, boolean mayChange) {
    Registration.Change change = registration.change();
    if (known.suspendedByFailures && registration.generation() > known.generation) {
      if (change != null && !mayChange) {
        return known.different(turn.now());
      }
      Instant now = turn.now().isAfter(known.cursor) ? turn.now() : known.cursor;
      Instant at = change == null ? now : change.at();
      endSuspension(
          turn, registration.owner().key(), known, change == null ? null : change.passed(), at);
    }
    known.update(registration);
    return known.registered(false, turn.now());
  }

  private static RegisterResult edit(
      Turn turn, OwnerEntry known, Registration registration, Registration.Change change) {
    supersede(turn, registration.owner().key(), known.uid);
    passUpTo(known, change.passed(), change.at());
    known.restartAt(change.at());
    known.schedule = registration.schedule();
    if (registration.generation() > known.generation) {
      known.resumeAfterFailures();
    }
    known.update(registration);
    turn.markDirty(registration.owner().key());
    return known.registered(false, turn.now());
  }

  /** Another resource has the name now: it begins with nothing of the old one. */
  private static RegisterResult replace(
      Turn turn, OwnerEntry known, Registration registration, Registration.Change change) {
    supersede(turn, registration.owner().key(), known.uid);
    OwnerEntry next = new OwnerEntry(registration, known.effectiveFrom, change.at());
    next.restartAt(change.at());
    return keepNew(turn, registration, next);
  }

  private static RegisterResult keepNew(Turn turn, Registration registration, OwnerEntry owner) {
    OwnerKey key = registration.owner().key();
    turn.state().owners.put(key, owner);
    turn.markDirty(key);
    return owner.registered(true, turn.now());
  }

  private static boolean fits(Registration.Change change, OwnerEntry known, Instant now) {
    Instant latest = known.cursor.isAfter(now) ? known.cursor : now;
    return change.uid().equals(known.uid)
        && change.schedule().equals(known.schedule)
        && change.cursor().equals(known.cursor)
        && !change.at().isBefore(known.cursor)
        && !change.at().isBefore(now.minus(CHANGE_REACH))
        && !change.at().isAfter(latest);
  }

  private static void passUpTo(OwnerEntry owner, @Nullable PassedRange range, Instant cursor) {
    if (range != null) {
      owner.pass(range);
    }
    owner.cursor = cursor;
  }

  /** The old schedule's ticks that nobody has started shall not start any more. */
  private static void supersede(Turn turn, OwnerKey key, String uid) {
    for (RunEntry run : turn.slotRuns(key)) {
      if (run.spec.owner().uid().equals(uid)
          && run.spec.origin() == Origin.TICK
          && run.neverStarted()) {
        Endings.cancel(turn, run, CancelReason.SUPERSEDED);
      }
    }
  }
}
