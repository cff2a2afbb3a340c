package io.jararaca.operator.reconcile;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.beat.Catalog;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.crds.decision.ActionDecision;
import io.jararaca.crds.decision.Decision;
import io.jararaca.crds.decision.Identity;
import io.jararaca.crds.v1alpha1.ScheduledAction;
import io.jararaca.operator.resource.WatchedAction;
import io.jararaca.operator.settings.WatchScope;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Keeps ScheduledActions in the catalog, as they are declared now. */
@ControllerConfiguration(
    name = "scheduledactions",
    generationAwareEventProcessing = false, // a new trigger does not count as a generation
    triggerReconcilerOnAllEvents = true) // deletion is seen without a finalizer
public final class ActionReconciler implements Reconciler<WatchedAction> {

  private final Catalog catalog;
  private final WatchScope scope;
  private final Consumer<OwnerKey> seen;
  private final ResourceCache<WatchedAction> cache = new ResourceCache<>();

  /**
   * @param seen told of every resource that was looked at, after the catalog has it
   */
  public ActionReconciler(Catalog catalog, WatchScope scope, Consumer<OwnerKey> seen) {
    this.catalog = catalog;
    this.scope = scope;
    this.seen = seen;
  }

  public ResourceCache<WatchedAction> cache() {
    return cache;
  }

  @Override
  public List<EventSource<?, WatchedAction>> prepareEventSources(
      EventSourceContext<WatchedAction> context) {
    cache.is(context.getPrimaryCache());
    return List.of();
  }

  @Override
  public UpdateControl<WatchedAction> reconcile(
      WatchedAction resource, Context<WatchedAction> context) {
    ObjectMeta meta = resource.getMetadata();
    OwnerKey key = new OwnerKey(resource.getKind(), meta.getNamespace(), meta.getName());
    if (!scope.watches(key)) {
      return UpdateControl.noUpdate();
    }
    if (context.isPrimaryResourceDeleted() || meta.getDeletionTimestamp() != null) {
      catalog.delete(Identity.owner(resource.getKind(), meta));
    } else {
      register(resource);
    }
    seen.accept(key);
    return UpdateControl.noUpdate();
  }

  private void register(WatchedAction resource) {
    Decision<ActionDefinition> decision = decide(resource);
    if (decision instanceof Decision.Valid<ActionDefinition> valid) {
      catalog.put(valid.definition());
    } else {
      Identity identity = Identity.of(resource.getKind(), resource.getMetadata());
      catalog.putInvalid(identity.owner(), identity.generation());
    }
  }

  /** What the resource means as it stands in the cache. */
  public static Decision<ActionDefinition> decide(WatchedAction resource) {
    return ActionDecision.decide(
        Identity.of(resource.getKind(), resource.getMetadata()),
        resource.getSpec().asAction(),
        annotations(resource).get(ScheduledAction.TRIGGER_ANNOTATION));
  }

  private static Map<String, String> annotations(WatchedAction resource) {
    Map<String, String> annotations = resource.getMetadata().getAnnotations();
    return annotations == null ? Map.of() : annotations;
  }
}
