package io.jararaca.operator.status;

import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.action.RunTemplate;
import io.jararaca.core.beat.BeatListener;
import io.jararaca.core.beat.Catalog;
import io.jararaca.core.ledger.LedgerReader;
import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.presence.Presence;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.LogFields;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.operator.health.OperatorMetrics;
import io.jararaca.operator.reconcile.KnownResources;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps all statuses up to date while this process leads, and does nothing while it does not.
 * Taking over, it looks at every resource and writes the differences.
 */
public final class StatusLoop implements BeatListener, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(StatusLoop.class);
  private static final int WRITERS = 4;
  private static final Duration AT_ONCE = Duration.ZERO;

  /** A run's moves within that time become one write. */
  private static final Duration TOGETHER = Duration.ofMillis(250);

  private static final Duration LOOK_AT_WORKERS_EVERY = Duration.ofSeconds(2);
  private static final Duration WORKER_GRACE = Duration.ofSeconds(10);

  private final KnownResources resources;
  private final Catalog catalog;
  private final Presence presence;
  private final OperatorMetrics metrics;
  private final DirtyOwners dirty;
  private final DirtyPartitions partitions;
  private final LiveHandlers handlers;
  private final LateEdits lateEdits = new LateEdits();
  private final StatusWriter writer;
  private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS, named("status"));
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(named("status-looks"));
  private volatile boolean leading;

  /**
   * @param writesPerSecond most writes of statuses
   */
  public StatusLoop(
      KnownResources resources,
      Catalog catalog,
      LedgerReader ledger,
      Presence presence,
      KubernetesStatusSink sink,
      int writesPerSecond,
      LongSupplier nanos,
      InstantSource clock,
      OperatorMetrics metrics) {
    this(
        resources,
        catalog,
        ledger,
        presence,
        (StatusSink) sink,
        writesPerSecond,
        nanos,
        clock,
        metrics);
  }

  StatusLoop(
      KnownResources resources,
      Catalog catalog,
      LedgerReader ledger,
      Presence presence,
      StatusSink sink,
      int writesPerSecond,
      LongSupplier nanos,
      InstantSource clock,
      OperatorMetrics metrics) {
    this.resources = resources;
    this.catalog = catalog;
    this.presence = presence;
    this.metrics = metrics;
    this.dirty = new DirtyOwners(nanos);
    this.handlers = new LiveHandlers(WORKER_GRACE, nanos);
    this.partitions = new DirtyPartitions(ledger, resources, key -> mark(key, TOGETHER));
    this.writer =
        new StatusWriter(
            resources,
            new OwnerFacts(ledger, handlers, lateEdits, clock),
            sink,
            new RateLimit(writesPerSecond, nanos),
            metrics);
  }

  /** Begins to work, as soon as this process leads. */
  public void start() {
    for (int i = 0; i < WRITERS; i++) {
      writers.execute(this::write);
    }
    every(DirtyPartitions.POLL_EVERY, partitions::poll);
    every(LOOK_AT_WORKERS_EVERY, this::lookAtWorkers);
  }

  /** The resource was looked at by a reconciler: what it declares may be new. */
  public void seen(OwnerKey key) {
    mark(key, TOGETHER);
  }

  /** A partition has owners whose state changed. */
  public void dirty(Partition partition) {
    if (leading) {
      partitions.take(partition);
    }
  }

  @Override
  public void leading(boolean leads) {
    leading = leads;
    if (leads) {
      looks.execute(this::lookAtWorkers);
      // The ledger hints when a partition gets its first dirty owner: what was there is taken now.
      looks.execute(partitions::poll);
      resources.keys().forEach(key -> mark(key, AT_ONCE));
    } else {
      dirty.clear();
      lateEdits.clear();
    }
  }

  @Override
  public void submitted(MessageDefinition message, SubmitResult result) {
    if (result instanceof SubmitResult.EditTooLate) {
      lateEdits.add(message.owner(), message.generation());
    } else {
      lateEdits.forget(message.owner());
    }
    mark(message.key(), TOGETHER);
  }

  @Override
  public void close() {
    leading = false;
    writers.shutdownNow();
    looks.shutdownNow();
  }

  private void mark(OwnerKey key, Duration after) {
    if (leading) {
      dirty.mark(key, after);
    }
  }

  private void write() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        OwnerKey key = dirty.take();
        Duration again = bringUpToDate(key);
        if (!again.isZero()) {
          mark(key, again);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Duration bringUpToDate(OwnerKey key) throws InterruptedException {
    try (LogFields fields = LogFields.of(key)) {
      return leading ? writer.bringUpToDate(key) : Duration.ZERO;
    } catch (RuntimeException e) {
      LogFields.about(
          key,
          () -> log.error("{}: its status cannot be brought up to date; trying again", key, e));
      return Duration.ofMinutes(1);
    }
  }

  private void lookAtWorkers() {
    presence
        .live()
        .whenComplete(
            (live, failure) -> {
              if (failure == null) {
                metrics.workers(leading ? live.size() : 0);
                boolean first = !handlers.known();
                Set<HandlerRef> changed = handlers.saw(live);
                if (first) {
                  resources.keys().forEach(key -> mark(key, TOGETHER));
                } else if (!changed.isEmpty()) {
                  markUsersOf(changed);
                }
              }
            });
  }

  private void markUsersOf(Set<HandlerRef> changed) {
    for (Catalog.Entry entry : catalog.entries()) {
      RunTemplate template = template(entry);
      if (template != null && changed.contains(template.handler())) {
        mark(entry.owner().key(), TOGETHER);
      }
    }
  }

  private static @Nullable RunTemplate template(Catalog.Entry entry) {
    if (entry instanceof Catalog.Action action) {
      return action.definition().template();
    }
    return entry instanceof Catalog.Message message ? message.definition().template() : null;
  }

  private void every(Duration period, Runnable task) {
    Runnable guarded =
        () -> {
          try {
            if (leading) {
              task.run();
            }
          } catch (RuntimeException e) {
            log.error("a look for statuses failed, going on", e);
          }
        };
    looks.scheduleWithFixedDelay(guarded, 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
