package io.jararaca.operator.cleanup;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jararaca.core.beat.BeatListener;
import io.jararaca.core.run.LogFields;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.crds.v1alpha1.Condition;
import io.jararaca.operator.health.Part;
import io.jararaca.operator.reconcile.KnownResources;
import io.jararaca.operator.reconcile.MessageReconciler;
import io.jararaca.operator.resource.WatchedMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes ended messages when their ttlSecondsAfterFinished is over, while this process leads. The
 * time runs from the instant at which the end was written to the status, so that nobody who waits
 * for the status misses it; each deletion has its own due time, and nothing is scanned but once by
 * a new leader.
 */
public final class FinishedMessages implements BeatListener, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FinishedMessages.class);
  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration LATER = Duration.ofSeconds(10);

  private final KnownResources resources;
  private final MessageDeletion deletion;
  private final InstantSource clock;
  private final Map<OwnerKey, Future<?>> due = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor thread;
  private volatile boolean leading;

  /**
   * @param client for single requests
   * @param clock that statuses are written by
   */
  public FinishedMessages(KnownResources resources, KubernetesClient client, InstantSource clock) {
    this(
        resources,
        new KubernetesMessageDeletion(client, new Part("the deletion of ended messages")),
        clock);
  }

  FinishedMessages(KnownResources resources, MessageDeletion deletion, InstantSource clock) {
    this.resources = resources;
    this.deletion = deletion;
    this.clock = clock;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread daemon = new Thread(task, "finished-messages");
              daemon.setDaemon(true);
              return daemon;
            });
    thread.setRemoveOnCancelPolicy(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** The resource is as it is now: its spec or its end may be new. */
  public void seen(OwnerKey key) {
    if (leading && key.kind().equals(OwnerKey.DELAYED_MESSAGE)) {
      plan(key, Duration.ZERO);
    }
  }

  @Override
  public void leading(boolean leads) {
    leading = leads;
    if (leads) {
      thread.execute(() -> resources.keys().forEach(this::seen));
    } else {
      due.values().forEach(planned -> planned.cancel(false));
      due.clear();
    }
  }

  @Override
  public void close() {
    leading = false;
    thread.shutdownNow();
  }

  /** When the resource is to go; none: it stays, or has not ended. */
  static Optional<Instant> goesAt(WatchedMessage message) {
    if (message.getStatus() == null || !MessageReconciler.ended(message)) {
      return Optional.empty();
    }
    Integer ttl = message.getSpec().asMessage().ttlSecondsAfterFinished();
    return ttl == null
        ? Optional.empty()
        : Condition.find(message.getStatus().conditions(), Condition.SUCCEEDED)
            .map(Condition::lastTransitionTime)
            .map(written -> written.plusSeconds(ttl));
  }

  private void plan(OwnerKey key, Duration notBefore) {
    Optional<Instant> at = resources.message(key).flatMap(FinishedMessages::goesAt);
    due.compute(
        key,
        (same, before) -> {
          if (before != null) {
            before.cancel(false);
          }
          return at.isPresent() && leading ? in(key, untilAtLeast(at.get(), notBefore)) : null;
        });
  }

  private Duration untilAtLeast(Instant at, Duration least) {
    Duration left = Duration.between(clock.instant(), at);
    return left.compareTo(least) < 0 ? least : left;
  }

  private @Nullable Future<?> in(OwnerKey key, Duration wait) {
    return thread.isShutdown()
        ? null
        : thread.schedule(() -> delete(key), wait.toMillis(), MILLISECONDS);
  }

  private void delete(OwnerKey key) {
    due.remove(key);
    WatchedMessage message = resources.message(key).orElse(null);
    if (!leading || message == null || goesAt(message).isEmpty()) {
      return;
    }
    try {
      switch (deletion.delete(message.getMetadata())) {
        case GONE -> {}
        case CONFLICT -> plan(key, SOON);
        case FAILED -> plan(key, LATER);
      }
    } catch (RuntimeException e) {
      LogFields.about(
          key, () -> log.error("{}: it has ended but cannot be deleted; trying again", key, e));
      plan(key, LATER);
    }
  }
}
