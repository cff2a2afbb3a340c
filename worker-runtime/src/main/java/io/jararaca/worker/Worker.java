package io.jararaca.worker;

import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.work.HandlerBinding;
import io.jararaca.core.work.LoopStatus;
import io.jararaca.core.work.WorkObserver;
import io.jararaca.core.work.WorkerLoop;
import io.jararaca.core.work.WorkerPorts;
import io.jararaca.health.HealthServer;
import io.jararaca.worker.handler.HandlerPublisher;
import io.jararaca.worker.process.DeafExit;
import io.jararaca.worker.process.InstanceName;
import io.jararaca.worker.process.LibraryVersion;
import io.jararaca.worker.process.LoopRunner;
import io.jararaca.worker.process.MetricsPage;
import io.jararaca.worker.process.Observers;
import io.jararaca.worker.process.SteadyClock;
import io.jararaca.worker.process.WorkerHealth;
import io.jararaca.worker.process.WorkerMetrics;
import io.jararaca.worker.process.WorkerServers;
import io.jararaca.worker.publish.PublisherParts;
import io.jararaca.worker.settings.WorkerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs handlers for what the beat publishes.
 *
 * <pre>
 * Worker.builder().handlers(new Reports()).build().run();
 * </pre>
 */
public final class Worker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration LAST_SETTLEMENTS = Duration.ofSeconds(3);

  private final WorkerSettings settings;
  private final List<HandlerBinding> handlers;
  private final HandlerPublisher publisher;
  private final Function<Ledger, PublisherParts> publishing;
  private final MeterRegistry registry;
  private final Function<WorkerSettings, WorkerServers> connect;
  private final String instance;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable Running running;
  private boolean closing;

  /** What a started worker is made of. */
  private record Running(
      WorkerServers servers,
      PublisherParts publishing,
      LoopRunner runner,
      WorkerLoop loop,
      @Nullable HealthServer health) {}

  Worker(
      WorkerSettings settings,
      List<HandlerBinding> handlers,
      HandlerPublisher publisher,
      Function<Ledger, PublisherParts> publishing,
      MeterRegistry registry,
      Function<WorkerSettings, WorkerServers> connect,
      Map<String, String> environment) {
    this.settings = settings;
    this.handlers = handlers;
    this.publisher = publisher;
    this.publishing = publishing;
    this.registry = registry;
    this.connect = connect;
    this.instance = InstanceName.create(environment, new SecureRandom());
  }

  public static WorkerBuilder builder() {
    return new WorkerBuilder();
  }

  /** Connects and takes runs from now on. Servers that are not there are waited for. */
  public synchronized Worker start() {
    if (running != null || closing) {
      throw new IllegalStateException("a worker starts once: build another");
    }
    WorkerServers servers = connect.apply(settings);
    PublisherParts published = publishing.apply(servers.ledger());
    publisher.open(new Publisher(published, Map.of()));
    LoopRunner runner = new LoopRunner(settings.concurrency());
    WorkerMetrics metrics = new WorkerMetrics(registry);
    List<WorkObserver> observers = new ArrayList<>(List.of(metrics));
    if (settings.exitOnDeafHandler()) {
      observers.add(new DeafExit());
    }
    WorkerLoop loop =
        new WorkerLoop(
            new WorkerPorts(
                servers.ledger(),
                servers.consumers(),
                servers.presence(),
                runner.serial(),
                runner.handlerThreads(),
                runner.settling(),
                new SteadyClock(),
                new SecureRandom(),
                new Observers(observers)),
            settings.loop(),
            instance,
            LibraryVersion.get(),
            settings.concurrency(),
            handlers);
    metrics.watch(loop::status);
    HealthServer health =
        settings.healthPort() == WorkerSettings.NO_HEALTH_PORT
            ? null
            : HealthServer.start(
                settings.healthPort(),
                () -> WorkerHealth.alive(runner.alive()),
                () -> WorkerHealth.ready(loop.status()),
                MetricsPage.of(registry));
    running = new Running(servers, published, runner, loop, health);
    runner.start(loop);
    LOG.info(
        "worker {} of {} runs {} in namespace {}",
        instance,
        settings.installName(),
        handlers.stream().map(handler -> handler.ref().name()).toList(),
        settings.namespace());
    return this;
  }

  /** {@link #start()}, then waits until the process is told to end, or {@link #close()}. */
  public void run() {
    start();
    ProcessEnd.await(closed, this::close);
  }

  /** The name by which the ledger knows this process. */
  public String instance() {
    return instance;
  }

  /** Whether it takes runs and its servers are reached. */
  public synchronized boolean ready() {
    return running != null && running.loop().status().ready();
  }

  /** How it does; all is zero and down before {@link #start()}. */
  public synchronized LoopStatus status() {
    return running == null ? LoopStatus.NOT_STARTED : running.loop().status();
  }

  /** Where health is served, if it is. */
  public synchronized OptionalInt healthPort() {
    return running == null || running.health() == null
        ? OptionalInt.empty()
        : OptionalInt.of(running.health().port());
  }

  /**
   * Takes no more runs, gives back those that have not started, lets the others go on for the
   * gracious time, then interrupts and hands back the rest. Returns when that is done.
   */
  @Override
  public void close() {
    Running going;
    synchronized (this) {
      if (closing) {
        return;
      }
      closing = true;
      going = running;
    }
    if (going != null) {
      Duration longest =
          settings
              .loop()
              .graciousShutdown()
              .plus(settings.loop().handBackGrace())
              .plus(LAST_SETTLEMENTS);
      going.runner().stop(going.loop(), longest);
      going.publishing().close();
      going.servers().close();
      if (going.health() != null) {
        going.health().close();
      }
    }
    closed.countDown();
  }
}
