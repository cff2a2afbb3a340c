package io.jararaca.operator.status;

import static io.jararaca.operator.status.Conditions.Statement.no;
import static io.jararaca.operator.status.Conditions.Statement.unknown;
import static io.jararaca.operator.status.Conditions.Statement.yes;

import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.RunState;
import io.jararaca.crds.decision.Decision;
import io.jararaca.crds.v1alpha1.Condition;
import io.jararaca.crds.v1alpha1.DelayedMessageStatus;
import io.jararaca.operator.status.Conditions.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes a message's status from what is known of it. */
final class MessageProjection {

  private MessageProjection() {}

  static DelayedMessageStatus project(MessageFacts facts) {
    RunSnapshot run = facts.run();
    return new DelayedMessageStatus(
        facts.identity().generation(),
        run == null ? null : run.state().label(),
        run == null ? null : run.reason(),
        facts.runId().toString(),
        deliverAt(facts),
        run == null ? null : run.dispatchedAt(),
        run == null ? null : run.startedAt(),
        run == null ? null : run.finishedAt(),
        run == null ? 0 : run.attempts(),
        run == null ? null : run.instance(),
        run == null ? null : run.message(),
        conditions(facts));
  }

  private static @Nullable Instant deliverAt(MessageFacts facts) {
    if (facts.run() != null) {
      return facts.run().plannedAt();
    }
    return facts.decision() instanceof Decision.Valid<MessageDefinition> valid
        ? valid.definition().deliverAt()
        : null;
  }

  private static List<Condition> conditions(MessageFacts facts) {
    Conditions conditions =
        new Conditions(facts.before(), facts.identity().generation(), facts.now())
            .add(Condition.READY, ready(facts))
            .add(Condition.SUCCEEDED, succeeded(facts.run()));
    if (facts.editTooLate() || wasTooLate(facts)) {
      conditions.add(
          Condition.EDIT_TOO_LATE,
          yes(
              Reasons.EDIT_TOO_LATE,
              "the run had started when the edit came: it has no effect; create another DelayedMessage"));
    }
    return conditions.all();
  }

  /** An ended message is not submitted any more, so nobody says it again to a new leader. */
  private static boolean wasTooLate(MessageFacts facts) {
    return facts.run() != null
        && facts.run().state().ended()
        && Condition.find(facts.before(), Condition.EDIT_TOO_LATE)
            .filter(
                said ->
                    Long.valueOf(facts.identity().generation()).equals(said.observedGeneration()))
            .isPresent();
  }

  private static Statement ready(MessageFacts facts) {
    RunSnapshot run = facts.run();
    if (run != null && run.state().ended()) {
      return yes(Reasons.ENDED, "the message has ended " + run.state().label());
    }
    if (facts.decision() instanceof Decision.Invalid<MessageDefinition> invalid) {
      return ActionConditions.invalid(invalid.findings());
    }
    if (run == null) {
      return unknown(Reasons.REGISTERING, "the ledger does not know the message yet");
    }
    boolean waitsForWorker = run.state() == RunState.CLAIMED || run.state() == RunState.DISPATCHED;
    if (waitsForWorker && facts.workers() == Availability.NONE) {
      return ActionConditions.workers(
          facts.workers(), facts.identity().key().namespace(), facts.handler());
    }
    return yes(Reasons.ACCEPTED, "the message is kept until it is due");
  }

  private static Statement succeeded(@Nullable RunSnapshot run) {
    if (run == null || !run.state().ended()) {
      return unknown(
          run == null ? Reasons.REGISTERING : run.state().label(), "the message has not ended");
    }
    String message = Objects.requireNonNullElse(run.message(), "");
    return run.state() == RunState.SUCCEEDED
        ? yes(run.state().label(), message)
        : no(run.state().label(), message);
  }
}
