package io.jararaca.operator.status;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.crds.decision.Decision;
import io.jararaca.crds.decision.Identity;
import io.jararaca.crds.v1alpha1.Condition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an action's status is made of.
 *
 * @param handler its name, as resolved
 * @param ledger what the ledger has of it; none: nothing (yet)
 * @param before the conditions written last
 * @param now for transition times, and for the next ticks of an action that the ledger does not
 *     know
 */
record ActionFacts(
    Identity identity,
    String handler,
    Decision<ActionDefinition> decision,
    @Nullable OwnerSnapshot ledger,
    Availability workers,
    List<Condition> before,
    Instant now) {

  ActionFacts {
    before = List.copyOf(before);
    if (ledger != null && !ledger.uid().equals(identity.owner().uid())) {
      ledger = null; // of an earlier resource of this name
    }
  }
}
