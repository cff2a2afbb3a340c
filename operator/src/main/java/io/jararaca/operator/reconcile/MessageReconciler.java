package io.jararaca.operator.reconcile;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.beat.Catalog;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RunState;
import io.jararaca.crds.decision.Decision;
import io.jararaca.crds.decision.Identity;
import io.jararaca.crds.decision.MessageDecision;
import io.jararaca.operator.resource.WatchedMessage;
import io.jararaca.operator.settings.WatchScope;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps DelayedMessages in the catalog until they have ended: one whose status shows an end is
 * never submitted again, also when the ledger has forgotten it.
 */
@ControllerConfiguration(
    name = "delayedmessages",
    generationAwareEventProcessing = false, // an end shows in the status
    triggerReconcilerOnAllEvents = true) // deletion is seen without a finalizer
public final class MessageReconciler implements Reconciler<WatchedMessage> {

  private final Catalog catalog;
  private final WatchScope scope;
  private final Consumer<OwnerKey> seen;
  private final ResourceCache<WatchedMessage> cache = new ResourceCache<>();

  /**
   * @param seen told of every resource that was looked at, after the catalog has it
   */
  public MessageReconciler(Catalog catalog, WatchScope scope, Consumer<OwnerKey> seen) {
    this.catalog = catalog;
    this.scope = scope;
    this.seen = seen;
  }

  public ResourceCache<WatchedMessage> cache() {
    return cache;
  }

  @Override
  public List<EventSource<?, WatchedMessage>> prepareEventSources(
      EventSourceContext<WatchedMessage> context) {
    cache.is(context.getPrimaryCache());
    return List.of();
  }

  @Override
  public UpdateControl<WatchedMessage> reconcile(
      WatchedMessage resource, Context<WatchedMessage> context) {
    ObjectMeta meta = resource.getMetadata();
    Owner owner = Identity.owner(resource.getKind(), meta);
    if (!scope.watches(owner.key())) {
      return UpdateControl.noUpdate();
    }
    if (context.isPrimaryResourceDeleted()
        || meta.getDeletionTimestamp() != null
        || ended(resource)) {
      catalog.delete(owner);
    } else if (decide(resource) instanceof Decision.Valid<MessageDefinition> valid) {
      catalog.put(valid.definition());
    } // an edit that makes it invalid leaves the message as it was accepted: the status says so
    seen.accept(owner.key());
    return UpdateControl.noUpdate();
  }

  /** Whether the status that was written shows an end. */
  public static boolean ended(WatchedMessage resource) {
    return resource.getStatus() != null && RunState.isEnd(resource.getStatus().phase());
  }

  /** What the resource means as it stands in the cache. */
  public static Decision<MessageDefinition> decide(WatchedMessage resource) {
    return MessageDecision.decide(
        Identity.of(resource.getKind(), resource.getMetadata()), resource.getSpec().asMessage());
  }
}
