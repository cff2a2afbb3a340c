package io.jararaca.operator.status;

import io.jararaca.core.ledger.LedgerReader;
import io.jararaca.core.ledger.LedgerUnavailableException;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RunId;
import io.jararaca.crds.decision.Identity;
import io.jararaca.crds.v1alpha1.DelayedMessageSpec;
import io.jararaca.crds.v1alpha1.ScheduledActionSpec;
import io.jararaca.operator.reconcile.ActionReconciler;
import io.jararaca.operator.reconcile.MessageReconciler;
import io.jararaca.operator.resource.StatusDigest;
import io.jararaca.operator.resource.WatchedAction;
import io.jararaca.operator.resource.WatchedMessage;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Gathers what statuses are made of. Calls block on the ledger's answer. */
final class OwnerFacts {

  private static final long ANSWER_SECONDS = 10;

  private final LedgerReader ledger;
  private final LiveHandlers handlers;
  private final LateEdits lateEdits;
  private final InstantSource clock;

  OwnerFacts(LedgerReader ledger, LiveHandlers handlers, LateEdits lateEdits, InstantSource clock) {
    this.ledger = ledger;
    this.handlers = handlers;
    this.lateEdits = lateEdits;
    this.clock = clock;
  }

  /**
   * @throws LedgerUnavailableException if the ledger does not answer
   */
  ActionFacts of(WatchedAction resource) throws InterruptedException {
    Identity identity = Identity.of(resource.getKind(), resource.getMetadata());
    ScheduledActionSpec spec = resource.getSpec().asAction();
    String handler = spec.handler() == null ? identity.key().name() : spec.handler();
    Optional<OwnerSnapshot> snapshot = answer(ledger.owner(identity.key()));
    return new ActionFacts(
        identity,
        handler,
        ActionReconciler.decide(resource),
        snapshot.orElse(null),
        available(identity.key(), handler, !spec.exclusive()),
        digest(resource.getStatus()).conditions(),
        clock.instant());
  }

  /**
   * @throws LedgerUnavailableException if the ledger does not answer
   */
  MessageFacts of(WatchedMessage resource) throws InterruptedException {
    Identity identity = Identity.of(resource.getKind(), resource.getMetadata());
    DelayedMessageSpec spec = resource.getSpec().asMessage();
    String key = spec.idempotencyKey();
    RunId runId =
        RunId.ofMessage(
            identity.owner(), key == null ? null : identity.key().namespace() + "/" + key);
    Optional<RunSnapshot> run = answer(ledger.run(runId));
    return new MessageFacts(
        identity,
        runId,
        spec.handler(),
        MessageReconciler.decide(resource),
        run.orElse(null),
        available(identity.key(), spec.handler(), false),
        lateEdits.contains(identity.owner(), identity.generation()),
        digest(resource.getStatus()).conditions(),
        clock.instant());
  }

  static StatusDigest digest(@Nullable StatusDigest written) {
    return written == null ? StatusDigest.NONE : written;
  }

  private Availability available(OwnerKey key, String handler, boolean broadcast) {
    try {
      return handlers.of(new HandlerRef(key.namespace(), handler), broadcast);
    } catch (IllegalArgumentException invalid) {
      return Availability.NONE; // nobody can have a handler of such a name; the decision says why
    }
  }

  private static <T> T answer(CompletableFuture<T> asked) throws InterruptedException {
    try {
      return asked.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new LedgerUnavailableException("the ledger does not answer", e);
    }
  }
}
