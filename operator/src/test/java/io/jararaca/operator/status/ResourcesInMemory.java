package io.jararaca.operator.status;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.crds.v1alpha1.DelayedMessageStatus;
import io.jararaca.crds.v1alpha1.ScheduledActionStatus;
import io.jararaca.operator.reconcile.KnownResources;
import io.jararaca.operator.resource.StatusDigest;
import io.jararaca.operator.resource.WatchSerialization;
import io.jararaca.operator.resource.WatchedAction;
import io.jararaca.operator.resource.WatchedMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Resources whose statuses are written by compare-and-set, as an API server does. */
final class ResourcesInMemory implements KnownResources, StatusSink {

  private final KubernetesSerialization serialization = WatchSerialization.create();
  private final Map<OwnerKey, WatchedAction> actions = new ConcurrentHashMap<>();
  final List<ScheduledActionStatus> written = new CopyOnWriteArrayList<>();
  final List<String> told = new CopyOnWriteArrayList<>();
  final AtomicInteger conflicts = new AtomicInteger();
  final AtomicInteger conflictsToCome = new AtomicInteger();

  OwnerKey apply(String name, String spec) {
    OwnerKey key = OwnerKey.scheduledAction("shop", name);
    actions.put(
        key,
        serialization.unmarshal(
            """
            apiVersion: jararaca.io/v1alpha1
            kind: ScheduledAction
            metadata: {name: %s, namespace: shop, uid: uid-%s, resourceVersion: '1', generation: 1, creationTimestamp: '2026-03-01T10:00:00Z'}
            spec: %s
            """
                .formatted(name, name, spec),
            WatchedAction.class));
    return key;
  }

  @Override
  public Optional<WatchedAction> action(OwnerKey key) {
    return Optional.ofNullable(actions.get(key));
  }

  @Override
  public Optional<WatchedMessage> message(OwnerKey key) {
    return Optional.empty();
  }

  @Override
  public Stream<OwnerKey> keys() {
    return actions.keySet().stream();
  }

  @Override
  public synchronized Result write(ObjectMeta of, ScheduledActionStatus status) {
    if (conflictsToCome.get() > 0) {
      conflictsToCome.decrementAndGet();
      conflicts.incrementAndGet();
      return Result.CONFLICT;
    }
    OwnerKey key = OwnerKey.scheduledAction(of.getNamespace(), of.getName());
    WatchedAction current = actions.get(key);
    if (current == null) {
      return Result.GONE;
    }
    if (!current.getMetadata().getResourceVersion().equals(of.getResourceVersion())) {
      conflicts.incrementAndGet();
      return Result.CONFLICT;
    }
    WatchedAction next = new WatchedAction();
    next.setMetadata(
        current.getMetadata().edit().withResourceVersion(of.getResourceVersion() + "1").build());
    next.setSpec(current.getSpec());
    next.setStatus(StatusDigest.of(status));
    actions.put(key, next);
    written.add(status);
    return Result.WRITTEN;
  }

  @Override
  public Result write(ObjectMeta of, DelayedMessageStatus status) {
    return Result.GONE;
  }

  @Override
  public void tell(OwnerKey about, String uid, List<EventNote> notes) {
    notes.forEach(note -> told.add(about.name() + " " + note.reason()));
  }
}
