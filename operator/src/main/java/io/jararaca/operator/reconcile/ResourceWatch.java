package io.jararaca.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jararaca.core.beat.Catalog;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.operator.resource.WatchedAction;
import io.jararaca.operator.resource.WatchedMessage;
import io.jararaca.operator.settings.WatchScope;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.Cloner;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Watches all resources of the scope, in every replica, and keeps the catalog as they are. Starts
 * also when the API server, or the definitions of the resources, are not there yet.
 */
public final class ResourceWatch implements AutoCloseable {

  private static final int RECONCILER_THREADS = 4;
  private static final Duration FIRST_SYNC_PATIENCE = Duration.ofSeconds(10);

  private final Operator operator;
  private final ActionReconciler actions;
  private final MessageReconciler messages;

  /**
   * @param client reads by {@link io.jararaca.operator.resource.WatchSerialization}; closed with
   *     this
   */
  public ResourceWatch(KubernetesClient client, Catalog catalog, WatchScope scope) {
    this.actions = new ActionReconciler(catalog, scope);
    this.messages = new MessageReconciler(catalog, scope);
    this.operator =
        new Operator(
            overrider ->
                overrider
                    .withKubernetesClient(client)
                    .withCloseClientOnStop(true)
                    .withResourceCloner(new Uncloned())
                    .withConcurrentReconciliationThreads(RECONCILER_THREADS)
                    .withStopOnInformerErrorDuringStartup(false)
                    .withCacheSyncTimeout(FIRST_SYNC_PATIENCE)
                    .withReconciliationTerminationTimeout(Duration.ofMillis(500))
                    .checkingCRDAndValidateLocalModel(false));
    operator.register(actions, config -> configure(config, scope));
    operator.register(messages, config -> configure(config, scope));
  }

  /** Returns when the watches stand, or have waited for their first answer long enough. */
  public void start() {
    operator.start();
  }

  public Optional<WatchedAction> action(OwnerKey key) {
    return actions.cache().find(key);
  }

  public Optional<WatchedMessage> message(OwnerKey key) {
    return messages.cache().find(key);
  }

  /** The keys of all resources that are known now. */
  public Stream<OwnerKey> keys() {
    return Stream.concat(
        actions.cache().keys(OwnerKey.SCHEDULED_ACTION),
        messages.cache().keys(OwnerKey.DELAYED_MESSAGE));
  }

  /** Whether every watch has seen all there is, and hears of what comes. */
  public boolean healthy() {
    return operator.getRuntimeInfo().isStarted()
        && operator.getRuntimeInfo().allEventSourcesAreHealthy();
  }

  @Override
  public void close() {
    operator.stop();
  }

  private static <R extends HasMetadata> void configure(
      ControllerConfigurationOverrider<R> config, WatchScope scope) {
    if (scope.namespaces().isEmpty()) {
      config.watchingAllNamespaces();
    } else {
      config.settingNamespaces(scope.namespaces());
    }
    config.withOnUpdateFilter(ResourceWatch::matters);
  }

  /** Most changes are of the status, and by ourselves. */
  private static boolean matters(HasMetadata now, HasMetadata before) {
    return !Objects.equals(now.getMetadata().getUid(), before.getMetadata().getUid())
        || !Objects.equals(now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || !Objects.equals(
            now.getMetadata().getAnnotations(), before.getMetadata().getAnnotations())
        || now.getMetadata().getDeletionTimestamp() != null
        || now instanceof WatchedMessage message && MessageReconciler.ended(message);
  }

  /** Nobody changes what the caches hold, so nobody needs a copy. */
  private static final class Uncloned implements Cloner {
    @Override
    public <R extends HasMetadata> R clone(R resource) {
      return resource;
    }
  }
}
