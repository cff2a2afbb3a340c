package io.jararaca.crds.decision;

import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.action.RunTemplate;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.crds.v1alpha1.DelayedMessageSpec;
import java.time.Duration;
import java.time.Instant;

/** Decides what a DelayedMessage means. */
public final class MessageDecision {

  private MessageDecision() {}

  public static Decision<MessageDefinition> decide(Identity identity, DelayedMessageSpec spec) {
    Findings findings = new Findings();
    if (spec.unreadable() != null) {
      findings.add(new Finding("spec", spec.unreadable()));
      return new Decision.Invalid<>(findings.all());
    }
    Instant deliverAt = findings.check("deliverAt", () -> spec.dueInstant(identity.created()));
    Duration expireAfter =
        Templates.seconds(findings, "expireAfterSeconds", spec.expireAfterSeconds());
    RunTemplate template =
        Templates.template(
            findings,
            identity.key().namespace(),
            spec.handler(),
            spec.payload(),
            spec.headers(),
            spec.timeoutSeconds(),
            spec.retry(),
            spec.onLost(),
            true,
            null);
    if (!findings.none() || deliverAt == null || template == null) {
      return new Decision.Invalid<>(findings.all());
    }
    return new Decision.Valid<>(
        new MessageDefinition(
            identity.owner(),
            identity.generation(),
            deliverAt,
            expireAfter,
            spec.idempotencyKey(),
            OnDuplicate.valueOf(spec.onDuplicate().name()),
            template,
            spec.cancel()));
  }
}
