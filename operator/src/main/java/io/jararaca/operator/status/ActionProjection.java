package io.jararaca.operator.status;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.ledger.OwnerCounters;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.PassedReason;
import io.jararaca.crds.decision.Decision;
import io.jararaca.crds.v1alpha1.RunCounters;
import io.jararaca.crds.v1alpha1.RunStatus;
import io.jararaca.crds.v1alpha1.ScheduledActionStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes an action's status from what is known of it. */
final class ActionProjection {

  private static final Comparator<RunSnapshot> BY_AGE =
      Comparator.comparing(RunSnapshot::plannedAt).thenComparing(run -> run.id().toString());

  private ActionProjection() {}

  static ScheduledActionStatus project(ActionFacts facts) {
    OwnerSnapshot ledger = facts.ledger();
    List<Instant> next = nextTicks(facts);
    return new ScheduledActionStatus(
        facts.identity().generation(),
        facts.handler(),
        facts.decision() instanceof Decision.Valid<ActionDefinition> valid
            ? valid.definition().schedule().describe()
            : null,
        new ActionConditions(facts, next).all(),
        ledger == null ? null : ledger.lastScheduleTime(),
        ledger == null ? null : ledger.lastSuccessfulTime(),
        ledger == null ? null : lastRun(ledger),
        next.isEmpty() ? null : next.get(0),
        next,
        ledger == null ? 0 : ledger.active().size(),
        ledger == null ? List.of() : ledger.history().stream().map(RunViews::run).toList(),
        ledger == null ? List.of() : RunViews.ranges(ledger.passed(), PassedReason.Kind.SKIPPED),
        ledger == null ? List.of() : RunViews.ranges(ledger.passed(), PassedReason.Kind.MISSED),
        ledger == null ? RunCounters.ZERO : counters(ledger),
        ledger == null ? null : ledger.handledTrigger());
  }

  /** The ticks that will get a run, as far as is known now. */
  private static List<Instant> nextTicks(ActionFacts facts) {
    if (!(facts.decision() instanceof Decision.Valid<ActionDefinition> valid)
        || valid.definition().rules().suspend()) {
      return List.of();
    }
    OwnerSnapshot ledger = facts.ledger();
    Integer maxRuns = valid.definition().rules().maxRuns();
    long left = ScheduledActionStatus.NEXT_RUN_TIMES;
    if (ledger != null) {
      if (ledger.suspendedByFailures()) {
        return List.of();
      }
      if (maxRuns != null) {
        left = Math.min(left, maxRuns - ledger.counters().runs());
      }
    }
    return valid
        .definition()
        .schedule()
        .next(ledger == null ? facts.now() : ledger.cursor(), (int) Math.max(0, left));
  }

  private static @Nullable RunStatus lastRun(OwnerSnapshot ledger) {
    return Stream.concat(ledger.active().stream(), ledger.history().stream())
        .filter(run -> run.origin() != Origin.EXCEPTION)
        .max(BY_AGE)
        .map(RunViews::run)
        .orElse(null);
  }

  private static RunCounters counters(OwnerSnapshot ledger) {
    OwnerCounters counters = ledger.counters();
    return new RunCounters(
        counters.runs(),
        counters.succeeded(),
        counters.failed(),
        counters.timedOut(),
        counters.lost(),
        counters.cancelled(),
        counters.expired(),
        counters.skipped(),
        counters.missed(),
        ledger.consecutiveFailures());
  }
}
