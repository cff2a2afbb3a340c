package io.jararaca.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jararaca.core.beat.Catalog;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.operator.resource.WatchedAction;
import io.jararaca.operator.resource.WatchedMessage;
import io.jararaca.operator.settings.WatchScope;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.config.Cloner;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watches all resources of the scope, in every replica, and keeps the catalog as they are. Starts
 * also when the API server, or the definitions of the resources, are not there yet.
 */
public final class ResourceWatch implements KnownResources, AutoCloseable {

  private static final int RECONCILER_THREADS = 4;
  private static final Duration FIRST_SYNC_PATIENCE = Duration.ofSeconds(10);

  private final KubernetesClient client;
  private final WatchScope scope;
  private final ActionReconciler actions;
  private final MessageReconciler messages;
  private final List<Consumer<OwnerKey>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Operator> running = new AtomicReference<>();

  /**
   * @param client reads by {@link io.jararaca.operator.resource.WatchSerialization}; closed with
   *     this
   */
  public ResourceWatch(KubernetesClient client, Catalog catalog, WatchScope scope) {
    this.client = client;
    this.scope = scope;
    this.actions = new ActionReconciler(catalog, scope, this::seen);
    this.messages = new MessageReconciler(catalog, scope, this::seen);
  }

  /**
   * @param listener told of every resource whose declaration was looked at, after the catalog has
   *     it; must not block
   */
  public void onSeen(Consumer<OwnerKey> listener) {
    listeners.add(listener);
  }

  /**
   * Returns when the watches stand, or wait for a server that is away.
   *
   * @throws OperatorException if not even that is possible; may be called again
   */
  public void start() {
    Operator operator =
        new Operator(
            overrider ->
                overrider
                    .withKubernetesClient(client)
                    .withCloseClientOnStop(false)
                    .withResourceCloner(new Uncloned())
                    .withConcurrentReconciliationThreads(RECONCILER_THREADS)
                    .withStopOnInformerErrorDuringStartup(false)
                    .withCacheSyncTimeout(FIRST_SYNC_PATIENCE)
                    .withReconciliationTerminationTimeout(Duration.ofMillis(500))
                    .checkingCRDAndValidateLocalModel(false));
    operator.register(actions, config -> configure(config, scope));
    operator.register(messages, config -> configure(config, scope));
    running.set(operator);
    try {
      operator.start();
    } catch (OperatorException e) {
      running.set(null);
      operator.stop();
      throw e;
    }
  }

  @Override
  public Optional<WatchedAction> action(OwnerKey key) {
    return scope.watches(key) ? actions.cache().find(key) : Optional.empty();
  }

  @Override
  public Optional<WatchedMessage> message(OwnerKey key) {
    return scope.watches(key) ? messages.cache().find(key) : Optional.empty();
  }

  @Override
  public Stream<OwnerKey> keys() {
    return Stream.concat(
            actions.cache().keys(OwnerKey.SCHEDULED_ACTION),
            messages.cache().keys(OwnerKey.DELAYED_MESSAGE))
        .filter(scope::watches);
  }

  /** Whether the watches stand, or wait for a server that is away. */
  public boolean started() {
    Operator operator = running.get();
    return operator != null && operator.getRuntimeInfo().isStarted();
  }

  /** Whether every watch has seen all there is, and hears of what comes. */
  public boolean healthy() {
    Operator operator = running.get();
    return operator != null && started() && operator.getRuntimeInfo().allEventSourcesAreHealthy();
  }

  @Override
  public void close() {
    Operator operator = running.getAndSet(null);
    if (operator != null) {
      operator.stop();
    }
    client.close();
  }

  private void seen(OwnerKey key) {
    listeners.forEach(listener -> listener.accept(key));
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
