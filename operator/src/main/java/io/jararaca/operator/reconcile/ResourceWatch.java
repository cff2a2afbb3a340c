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
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watches all resources of the scope, in every replica, and keeps the catalog as they are. Starts
 * also when the API server, or the definitions of the resources, are not there yet.
 */
public final class ResourceWatch implements KnownResources, AutoCloseable {

  private static final int RECONCILER_THREADS = 4;
  private static final Duration FIRST_SYNC_PATIENCE = Duration.ofSeconds(10);

  /** The watches that run now, and the client that is theirs alone. */
  private record Running(Operator operator, KubernetesClient client) {
    void stop() {
      operator.stop();
      client.close();
    }
  }

  private final Supplier<KubernetesClient> clients;
  private final WatchScope scope;
  private final ActionReconciler actions;
  private final MessageReconciler messages;
  private final List<Consumer<OwnerKey>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

  /**
   * @param clients makes one that reads by {@link
   *     io.jararaca.operator.resource.WatchSerialization}. Each start takes a new one: the
   *     connections of the last may be dead without anybody knowing
   */
  public ResourceWatch(Supplier<KubernetesClient> clients, Catalog catalog, WatchScope scope) {
    this.clients = clients;
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
    KubernetesClient client = clients.get();
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
    Running started = new Running(operator, client);
    running.set(started);
    try {
      operator.start();
    } catch (OperatorException e) {
      running.set(null);
      started.stop();
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
    Running now = running.get();
    return now != null && now.operator().getRuntimeInfo().isStarted();
  }

  /** Whether every watch has seen all there is, and hears of what comes. */
  public boolean healthy() {
    Running now = running.get();
    return now != null && started() && now.operator().getRuntimeInfo().allEventSourcesAreHealthy();
  }

  /** Ends the watches. What they knew is kept, until {@link #start()} is called again. */
  public void stop() {
    Running last = running.getAndSet(null);
    if (last != null) {
      last.stop();
    }
  }

  @Override
  public void close() {
    stop();
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
