package io.jararaca.operator.status;

import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.RunId;
import io.jararaca.crds.decision.Decision;
import io.jararaca.crds.decision.Identity;
import io.jararaca.crds.v1alpha1.Condition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a message's status is made of.
 *
 * @param runId of its one run
 * @param handler its name
 * @param run what the ledger has of it; none: nothing (yet)
 * @param editTooLate whether the ledger refused this generation, because the run had started
 * @param before the conditions written last
 */
record MessageFacts(
    Identity identity,
    RunId runId,
    String handler,
    Decision<MessageDefinition> decision,
    @Nullable RunSnapshot run,
    Availability workers,
    boolean editTooLate,
    List<Condition> before,
    Instant now) {

  MessageFacts {
    before = List.copyOf(before);
  }
}
