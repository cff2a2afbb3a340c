package io.jararaca.redis;

import io.jararaca.core.ledger.OwnerCounters;
import io.jararaca.core.ledger.OwnerPolicy;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.run.PassedRange;
import org.jspecify.annotations.Nullable;

/** Registrations and their results, as register.lua lists them. */
final class RegistrationWire {

  /** What follows a registration, added up. */
  private static final long CHANGE = 1;

  private static final long REMEMBERED = 2;

  private RegistrationWire() {}

  static void write(Registration registration, FunctionArguments to) {
    OwnerPolicy policy = registration.policy();
    to.add(registration.owner().key().toString())
        .add(registration.owner().uid())
        .add(registration.generation())
        .add(registration.schedule())
        .add(policy.slotLimit())
        .add(policy.waitForSlot())
        .add(policy.historyLimit())
        .add(policy.maxRuns())
        .add(policy.suspendAfterFailures())
        .add(registration.trigger() != null)
        .add(registration.trigger());
    Registration.Change change = registration.change();
    Registration.Remembered remembered = registration.remembered();
    to.add((change == null ? 0L : CHANGE) + (remembered == null ? 0L : REMEMBERED));
    if (change != null) {
      write(change, to);
    }
    if (remembered != null) {
      write(remembered, to);
    }
  }

  static void write(Registration.Change change, FunctionArguments to) {
    to.add(change.uid()).add(change.schedule()).add(change.cursor()).add(change.at());
    write(change.passed(), to);
  }

  private static void write(Registration.Remembered remembered, FunctionArguments to) {
    OwnerCounters counters = remembered.counters();
    to.add(counters.runs())
        .add(counters.succeeded())
        .add(counters.failed())
        .add(counters.timedOut())
        .add(counters.lost())
        .add(counters.cancelled())
        .add(counters.expired())
        .add(counters.skipped())
        .add(counters.missed())
        .add((long) remembered.consecutiveFailures())
        .add(remembered.lastScheduleTime())
        .add(remembered.lastSuccessfulTime())
        .add(remembered.at())
        .add(remembered.quiet());
    write(remembered.passed(), to);
  }

  private static void write(@Nullable PassedRange passed, FunctionArguments to) {
    to.add(passed != null);
    if (passed != null) {
      ClaimWire.writeRange(passed, to);
    }
  }

  static RegisterResult read(Reply result) {
    return switch (result.text(0)) {
      case "Registered" ->
          new RegisterResult.Registered(
              result.instant(1),
              result.instant(2),
              result.number(3),
              result.flag(4),
              result.optionalText(5),
              result.flag(6),
              result.optionalInstant(7));
      case "Different" ->
          new RegisterResult.Different(
              result.text(1), result.text(2), result.instant(3), result.instant(4));
      case "OutOfDate" -> new RegisterResult.OutOfDate(result.number(1));
      default -> throw new IllegalStateException("register result \"" + result.text(0) + "\"");
    };
  }
}
