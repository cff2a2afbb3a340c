package io.jararaca.core.beat;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.action.ScheduleText;
import io.jararaca.core.action.TickRange;
import io.jararaca.core.ledger.OwnerCounters;
import io.jararaca.core.ledger.Registration.Remembered;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a ledger that lost an action is told of it. Pure. */
final class Remembrance {

  private Remembrance() {}

  /**
   * @param declared the action as it is declared now; none: it cannot be understood
   * @param armed as this beat knew it until now, of the same uid; none: it did not
   * @param shown what people were shown of it; none: nothing
   * @param now the ledger's time
   * @param wait how long somebody may still run what the ledger forgot
   * @return empty: the ledger cannot have lost it
   */
  static Optional<Remembered> of(
      @Nullable ActionDefinition declared,
      @Nullable ArmedAction armed,
      LastShown.@Nullable Shown shown,
      Instant now,
      Duration wait) {
    long known;
    if (armed != null) {
      known = armed.definition().generation();
    } else if (shown != null) {
      known = shown.generation();
    } else {
      return Optional.empty();
    }
    OwnerCounters counters = shown == null ? OwnerCounters.ZERO : shown.counters();
    boolean edited = declared == null || declared.generation() != known;
    return Optional.of(
        new Remembered(
            armed == null ? counters : counters.withRuns(Math.max(counters.runs(), armed.runs())),
            shown == null ? 0 : shown.consecutiveFailures(),
            shown == null ? null : shown.lastScheduleTime(),
            shown == null ? null : shown.lastSuccessfulTime(),
            edited ? null : now, // an edit counts from when the ledger hears of it
            armed == null
                ? gapSinceShown(declared, shown, now).orElse(null)
                : gapSinceArmed(armed, shown, now).orElse(null),
            wait));
  }

  private static Optional<PassedRange> gapSinceArmed(
      ArmedAction armed, LastShown.@Nullable Shown shown, Instant now) {
    if (armed.runsLeft() == 0) {
      return Optional.empty();
    }
    Instant from = armed.cursor();
    if (shown != null && shown.decidedUpTo().isAfter(from)) {
      from = shown.decidedUpTo();
    }
    ScheduleText text = armed.definition().scheduleText();
    return gap(text, text.suspended() || armed.suspendedByFailures(), from, now);
  }

  /** A schedule that was edited since is not known any more, and so are its ticks. */
  private static Optional<PassedRange> gapSinceShown(
      @Nullable ActionDefinition declared, LastShown.@Nullable Shown shown, Instant now) {
    if (declared == null || shown == null || shown.generation() != declared.generation()) {
      return Optional.empty();
    }
    Integer maxRuns = declared.rules().maxRuns();
    if (maxRuns != null && shown.counters().runs() >= maxRuns) {
      return Optional.empty();
    }
    Integer bound = declared.rules().suspendAfterFailures();
    boolean struck = bound != null && shown.consecutiveFailures() >= bound;
    ScheduleText text = declared.scheduleText();
    return gap(text, text.suspended() || struck, shown.decidedUpTo(), now);
  }

  private static Optional<PassedRange> gap(
      ScheduleText text, boolean suspended, Instant from, Instant now) {
    if (text.schedule() == null || !now.isAfter(from)) {
      return Optional.empty();
    }
    PassedReason reason = suspended ? PassedReason.SUSPENDED : PassedReason.STATE_LOST;
    return TickRange.of(text.schedule(), from, now, reason);
  }
}
