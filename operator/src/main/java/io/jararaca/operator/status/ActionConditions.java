package io.jararaca.operator.status;

import static io.jararaca.operator.status.Conditions.Statement.no;
import static io.jararaca.operator.status.Conditions.Statement.unknown;
import static io.jararaca.operator.status.Conditions.Statement.yes;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.run.PassedReason;
import io.jararaca.crds.decision.Decision;
import io.jararaca.crds.decision.Finding;
import io.jararaca.crds.v1alpha1.Condition;
import io.jararaca.operator.status.Conditions.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of an action. */
final class ActionConditions {

  private final ActionFacts facts;
  private final List<Instant> nextTicks;

  /**
   * @param nextTicks those that will get a run; empty: none will
   */
  ActionConditions(ActionFacts facts, List<Instant> nextTicks) {
    this.facts = facts;
    this.nextTicks = nextTicks;
  }

  List<Condition> all() {
    Statement scheduled = scheduled();
    Statement workers = workers();
    Statement intact = intact();
    return new Conditions(facts.before(), facts.identity().generation(), facts.now())
        .add(Condition.READY, ready(scheduled, workers, intact))
        .add(Condition.SCHEDULED, scheduled)
        .add(Condition.WORKERS_AVAILABLE, workers)
        .add(Condition.LEDGER_INTACT, intact)
        .all();
  }

  static Statement invalid(List<Finding> findings) {
    return no(
        Reasons.INVALID_SPEC,
        findings.stream().map(Finding::message).collect(Collectors.joining("; ")));
  }

  static Statement workers(Availability workers, String namespace, String handler) {
    return switch (workers) {
      case AVAILABLE -> yes(Reasons.WORKERS_ALIVE, "a live worker has the handler");
      case NONE ->
          no(
              Reasons.NO_WORKERS,
              ("no live worker of namespace %s has the handler \"%s\": start one that has it, or mend"
                      + " spec.handler")
                  .formatted(namespace, handler));
      case UNKNOWN -> unknown(Reasons.NOT_KNOWN_YET, "the live workers were not looked up yet");
    };
  }

  /** Before the workers are looked up, what was said last stands: a new leader is no news. */
  private Statement workers() {
    if (facts.workers() == Availability.UNKNOWN) {
      Optional<Statement> before =
          Condition.find(facts.before(), Condition.WORKERS_AVAILABLE).map(Statement::of);
      if (before.isPresent()) {
        return before.get();
      }
    }
    return workers(facts.workers(), facts.identity().key().namespace(), facts.handler());
  }

  private Statement ready(Statement scheduled, Statement workers, Statement intact) {
    if (facts.decision() instanceof Decision.Invalid<ActionDefinition> invalid) {
      return invalid(invalid.findings());
    }
    boolean brokenSchedule =
        scheduled.reason().equals(Reasons.SUSPENDED_BY_FAILURES)
            || scheduled.reason().equals(Reasons.NEVER_FIRES);
    if (brokenSchedule || facts.ledger() == null) {
      return scheduled;
    }
    if (intact.isFalse()) {
      return intact;
    }
    if (workers.isFalse()) {
      return workers;
    }
    return yes(scheduled.reason(), scheduled.message());
  }

  private Statement scheduled() {
    if (!(facts.decision() instanceof Decision.Valid<ActionDefinition> valid)) {
      return no(Reasons.INVALID_SPEC, "the spec is invalid, so it has no ticks");
    }
    Optional<String> never = valid.definition().schedule().never();
    OwnerSnapshot ledger = facts.ledger();
    if (never.isPresent()) {
      return no(Reasons.NEVER_FIRES, never.get());
    }
    if (ledger == null) {
      return unknown(Reasons.REGISTERING, "the ledger does not know the action yet");
    }
    if (ledger.suspendedByFailures()) {
      return no(
          Reasons.SUSPENDED_BY_FAILURES,
          "%d runs in a row ended badly: mend the cause, then edit the spec to resume"
              .formatted(ledger.consecutiveFailures()));
    }
    if (valid.definition().rules().suspend()) {
      return no(Reasons.SUSPENDED, "spec.suspend is true: set it to false to resume");
    }
    if (nextTicks.isEmpty()) {
      return no(Reasons.COMPLETE, "endTime or maxRuns is reached: there is no next tick");
    }
    return yes(Reasons.ARMED, "the next tick is known");
  }

  /** False from the loss until a run has succeeded since. */
  private Statement intact() {
    OwnerSnapshot ledger = facts.ledger();
    Instant lostAt = ledger == null ? null : ledger.stateLostAt();
    Instant success = ledger == null ? null : ledger.lastSuccessfulTime();
    if (ledger == null || lostAt == null || success != null && success.isAfter(lostAt)) {
      return yes(Reasons.INTACT, "nothing that the status shows was lost");
    }
    String ticks =
        ledger.passed().stream()
            .filter(range -> range.reason() == PassedReason.STATE_LOST)
            .findFirst()
            .map(
                range ->
                    "%d ticks from %s to %s are Missed, "
                        .formatted(range.count(), range.from(), range.to()))
            .orElse("");
    return no(
        Reasons.STATE_LOST,
        "Redis had lost its data at %s: %swhat was waiting may be lost; true again with the next success"
            .formatted(lostAt, ticks));
  }
}
