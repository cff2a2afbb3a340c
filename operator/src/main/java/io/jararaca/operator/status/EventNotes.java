package io.jararaca.operator.status;

import io.jararaca.crds.v1alpha1.Condition;
import io.jararaca.crds.v1alpha1.ConditionStatus;
import io.jararaca.crds.v1alpha1.DelayedMessageStatus;
import io.jararaca.crds.v1alpha1.RunCounters;
import io.jararaca.crds.v1alpha1.RunStatus;
import io.jararaca.crds.v1alpha1.ScheduledActionStatus;
import io.jararaca.crds.v1alpha1.TickRange;
import io.jararaca.operator.resource.StatusDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to tell of the step from the status that was written last to the one written now. Since the
 * written status remembers what was told, nothing is told twice, also not by another leader.
 */
final class EventNotes {

  private EventNotes() {}

  static List<EventNote> of(StatusDigest before, ScheduledActionStatus now) {
    List<EventNote> notes = new ArrayList<>();
    warnings(before.conditions(), now.conditions(), notes);
    RunCounters counters = now.counters();
    if (counters == null) {
      return notes;
    }
    failing(before.counters(), counters, now.lastRun(), notes);
    missed(before.counters(), counters, now.missed(), notes);
    return notes;
  }

  static List<EventNote> of(StatusDigest before, DelayedMessageStatus now) {
    List<EventNote> notes = new ArrayList<>();
    warnings(before.conditions(), now.conditions(), notes);
    find(now.conditions(), Condition.SUCCEEDED)
        .filter(EventNotes::isFalse)
        .filter(condition -> becameSo(before.conditions(), condition))
        .ifPresent(
            condition ->
                notes.add(
                    new EventNote(
                        true,
                        condition.reason(),
                        "the message has ended "
                            + condition.reason()
                            + said(condition.message()))));
    return notes;
  }

  private static void warnings(List<Condition> before, List<Condition> now, List<EventNote> notes) {
    find(now, Condition.READY)
        .filter(ready -> isFalse(ready) && becameSo(before, ready))
        .filter(
            ready ->
                ready.reason().equals(Reasons.INVALID_SPEC)
                    || ready.reason().equals(Reasons.SUSPENDED_BY_FAILURES)
                    || ready.reason().equals(Reasons.NEVER_FIRES))
        .ifPresent(ready -> notes.add(warning(ready)));
    for (String type : List.of(Condition.WORKERS_AVAILABLE, Condition.LEDGER_INTACT)) {
      find(now, type)
          .filter(condition -> isFalse(condition) && becameSo(before, condition))
          .ifPresent(condition -> notes.add(warning(condition)));
    }
  }

  private static void failing(
      RunCounters before, RunCounters now, @Nullable RunStatus lastRun, List<EventNote> notes) {
    if (before.consecutiveFailures() == 0 && now.consecutiveFailures() > 0) {
      notes.add(
          new EventNote(
              true,
              Reasons.RUN_FAILED,
              lastRun == null
                  ? "a run has failed"
                  : "run %s ended %s%s"
                      .formatted(lastRun.id(), lastRun.state(), said(lastRun.message()))));
    } else if (before.consecutiveFailures() > 0
        && now.consecutiveFailures() == 0
        && now.succeeded() > before.succeeded()) {
      notes.add(
          new EventNote(
              false,
              Reasons.RECOVERED,
              "a run has Succeeded after %d failures in a row"
                  .formatted(before.consecutiveFailures())));
    }
  }

  private static void missed(
      RunCounters before, RunCounters now, List<TickRange> ranges, List<EventNote> notes) {
    if (now.missed() > before.missed() && !ranges.isEmpty()) {
      TickRange newest = ranges.get(0);
      notes.add(
          new EventNote(
              true,
              Reasons.MISSED,
              "%d ticks were missed, the last at %s (%s)"
                  .formatted(now.missed() - before.missed(), newest.to(), newest.reason())));
    }
  }

  /** Not so before, or for another reason, or of another thing. */
  private static boolean becameSo(List<Condition> before, Condition now) {
    return find(before, now.type())
        .filter(old -> old.status() == now.status())
        .filter(old -> old.reason().equals(now.reason()))
        .filter(
            old ->
                !now.reason().equals(Reasons.INVALID_SPEC)
                    || Objects.equals(old.message(), now.message()))
        .isEmpty();
  }

  private static EventNote warning(Condition condition) {
    return new EventNote(
        true, condition.reason(), Objects.requireNonNullElse(condition.message(), ""));
  }

  private static String said(@Nullable String message) {
    return message == null || message.isEmpty() ? "" : ": " + message;
  }

  private static Optional<Condition> find(List<Condition> conditions, String type) {
    return Condition.find(conditions, type);
  }

  private static boolean isFalse(Condition condition) {
    return condition.status() == ConditionStatus.FALSE;
  }
}
