package io.jararaca.operator.lease;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A watch on the Lease: a hint that it changed, so that a released one is taken at once. Reading it
 * now and then stays the truth.
 */
final class LeaseWatch implements AutoCloseable {

  private final Resource<Lease> resource;
  private final Consumer<Lease> changed;
  private final AtomicReference<@Nullable Watch> open = new AtomicReference<>();

  /**
   * @param changed called on the client's threads; must not block
   */
  LeaseWatch(Resource<Lease> resource, Consumer<Lease> changed) {
    this.resource = resource;
    this.changed = changed;
  }

  /** Opens it if it is not open. A failure is left to the next call. */
  void ensureOpen() {
    if (open.get() != null) {
      return;
    }
    try {
      open.set(resource.watch(new Listener()));
    } catch (KubernetesClientException e) {
      open.set(null); // whoever reads the Lease next says that the API server is away
    }
  }

  @Override
  public void close() {
    Watch watch = open.getAndSet(null);
    if (watch != null) {
      watch.close();
    }
  }

  private final class Listener implements Watcher<Lease> {

    @Override
    public void eventReceived(Action action, @Nullable Lease lease) {
      if (lease != null && action != Action.BOOKMARK && action != Action.ERROR) {
        changed.accept(lease);
      }
    }

    @Override
    public void onClose(WatcherException cause) {
      open.set(null);
    }
  }
}
