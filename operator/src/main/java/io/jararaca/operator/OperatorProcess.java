package io.jararaca.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jararaca.core.beat.Beat;
import io.jararaca.core.beat.BeatPorts;
import io.jararaca.core.beat.Catalog;
import io.jararaca.core.ledger.WakeUp;
import io.jararaca.core.ledger.WakeUps;
import io.jararaca.health.HealthServer;
import io.jararaca.operator.cleanup.FinishedMessages;
import io.jararaca.operator.cleanup.KubernetesAwaitedEnds;
import io.jararaca.operator.health.BacklogWatch;
import io.jararaca.operator.health.MeasuredPublisher;
import io.jararaca.operator.health.OperatorMetrics;
import io.jararaca.operator.health.Part;
import io.jararaca.operator.health.Readiness;
import io.jararaca.operator.lease.LeaseLeadership;
import io.jararaca.operator.reconcile.ListedTakeover;
import io.jararaca.operator.reconcile.ResourceWatch;
import io.jararaca.operator.reconcile.Resync;
import io.jararaca.operator.settings.OperatorSettings;
import io.jararaca.operator.status.KubernetesEvents;
import io.jararaca.operator.status.KubernetesStatusSink;
import io.jararaca.operator.status.ShownStatus;
import io.jararaca.operator.status.StatusLoop;
import io.javaoperatorsdk.operator.OperatorException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One operator replica: every part of it, wired together. */
public final class OperatorProcess implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(OperatorProcess.class);
  private static final Duration PROBE_EVERY = Duration.ofSeconds(1);
  private static final Duration START_AGAIN_AFTER = Duration.ofSeconds(5);

  /** The beat waits a second for confirms, then releases the Lease. */
  private static final Duration BEAT_PATIENCE = Duration.ofMillis(1700);

  private final Servers servers;
  private final KubernetesClient requests;
  private final ResourceWatch watch;
  private final Runnable watchesBegunAnew;
  private final KubernetesEvents events;
  private final StatusLoop status;
  private final FinishedMessages finished;
  private final WakeUps.Subscription dirtyHints;
  private final Beat beat;
  private final Thread beatThread;
  private final Thread watchThread;
  private final Part watchPart = new Part("resources");
  private final HealthServer health;
  private final BacklogWatch backlog;
  private final ScheduledExecutorService probes =
      Executors.newSingleThreadScheduledExecutor(task -> daemon("probes", task));

  /**
   * Starts to work; what is not there yet is waited for.
   *
   * @param cluster where the API server is
   * @param servers closed with this
   * @param nanos a monotonic clock, as {@link System#nanoTime()}
   * @param clock for times that people read
   */
  public OperatorProcess(
      OperatorSettings settings,
      Config cluster,
      Servers servers,
      LongSupplier nanos,
      InstantSource clock) {
    this.servers = servers;
    Catalog catalog = new Catalog();
    OperatorMetrics metrics = new OperatorMetrics();
    watchesBegunAnew = metrics::watchesBegunAnew;
    Part kubernetes = new Part("kubernetes");
    requests = KubernetesAccess.forRequests(cluster, settings.lease().renewEvery());
    LeaseLeadership leadership =
        new LeaseLeadership(
            requests, settings.lease(), servers.ledger()::highestToken, nanos, clock, kubernetes);
    watch =
        new ResourceWatch(() -> KubernetesAccess.forWatches(cluster), catalog, settings.scope());
    events = new KubernetesEvents(requests, leadership.identity(), clock, nanos);
    status =
        new StatusLoop(
            watch,
            catalog,
            servers.ledger(),
            servers.presence(),
            new KubernetesStatusSink(requests, events, new Part("the status of resources")),
            settings.statusWritesPerSecond(),
            nanos,
            clock,
            metrics);
    watch.onSeen(status::seen);
    finished = new FinishedMessages(watch, requests, clock);
    watch.onSeen(finished::seen);
    dirtyHints = servers.ledger().subscribe(this::hint);
    backlog = new BacklogWatch(servers.ledger(), metrics::backlog);
    beat =
        new Beat(
            new BeatPorts(
                leadership,
                servers.ledger(),
                servers.ledger(),
                servers.ledger(),
                servers.ledger(),
                new MeasuredPublisher(servers.publisher(), metrics, nanos),
                servers.presence(),
                new ListedTakeover(requests, settings.scope(), catalog),
                servers.queueLooks(),
                new KubernetesAwaitedEnds(requests),
                new ShownStatus(watch)),
            catalog,
            settings.beat(),
            nanos,
            new BeatListeners(List.of(metrics, backlog, status, finished)));
    beatThread = daemon("beat", beat::run);
    Resync resync =
        new Resync(
            requests, settings.scope(), catalog, watch, settings.resyncEvery(), this::watchAnew);
    watchThread =
        daemon(
            "resources",
            () -> {
              startWatch();
              resync.run();
            });
    List<Part> parts = new ArrayList<>(servers.parts());
    parts.add(kubernetes);
    parts.add(watchPart);
    parts.forEach(metrics::watch);
    Readiness readiness =
        new Readiness(parts, List.of(new Readiness.LiveCheck("beat", beatThread::isAlive)));
    health =
        HealthServer.start(
            settings.healthPort(), readiness::alive, readiness::ready, metrics::scrape);
    begin();
  }

  /** Where health and metrics are served. */
  public int healthPort() {
    return health.port();
  }

  /** Stops claiming, waits for confirms, releases the Lease: within two seconds. */
  @Override
  public void close() {
    beat.close();
    join(beatThread);
    status.close();
    events.close();
    finished.close();
    dirtyHints.close();
    probes.shutdownNow();
    watchThread.interrupt();
    watch.close();
    requests.close();
    servers.close().run();
    health.close();
  }

  private void begin() {
    beatThread.start();
    events.start();
    status.start();
    watchThread.start();
    probes.scheduleAtFixedRate(
        backlog::look, 0, BacklogWatch.EVERY.toMillis(), TimeUnit.MILLISECONDS);
    probes.scheduleWithFixedDelay(this::probe, 0, PROBE_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void watchAnew() {
    watchesBegunAnew.run();
    watch.stop();
    startWatch();
  }

  private void startWatch() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        watch.start();
        return;
      } catch (OperatorException e) {
        watchPart.down(String.valueOf(e.getMessage()));
        try {
          Thread.sleep(START_AGAIN_AFTER.toMillis());
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private void probe() {
    try {
      servers.probes().run();
      if (watch.started()) {
        Servers.report(
            watchPart, watch.healthy(), "the watches have not seen all resources, or stand still");
      }
    } catch (RuntimeException e) {
      log.error("a probe failed, going on", e);
    }
  }

  private void hint(WakeUp wakeUp) {
    if (wakeUp instanceof WakeUp.Dirty dirty) {
      status.dirty(dirty.partition());
    }
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private static void join(Thread thread) {
    try {
      thread.join(BEAT_PATIENCE.toMillis());
      if (thread.isAlive()) {
        log.warn("the beat does not end: the Lease is left to its end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
