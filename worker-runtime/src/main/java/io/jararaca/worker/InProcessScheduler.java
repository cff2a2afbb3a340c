package io.jararaca.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.beat.Beat;
import io.jararaca.core.beat.BeatListener;
import io.jararaca.core.beat.BeatPorts;
import io.jararaca.core.beat.BeatSettings;
import io.jararaca.core.beat.Catalog;
import io.jararaca.core.beat.QueueLooks;
import io.jararaca.core.beat.Takeover;
import io.jararaca.core.broker.memory.InMemoryBroker;
import io.jararaca.core.leadership.SoleLeadership;
import io.jararaca.core.ledger.LedgerReader;
import io.jararaca.core.ledger.memory.InMemoryLedger;
import io.jararaca.core.ledger.memory.InMemoryPresence;
import io.jararaca.core.publish.OutboxSettings;
import io.jararaca.core.work.LoopSettings;
import io.jararaca.core.work.WorkObserver;
import io.jararaca.core.work.WorkerLoop;
import io.jararaca.core.work.WorkerPorts;
import io.jararaca.worker.action.AnnotatedActions;
import io.jararaca.worker.handler.HandlerObjects;
import io.jararaca.worker.handler.HandlerPublisher;
import io.jararaca.worker.handler.HandlerSet;
import io.jararaca.worker.handler.PayloadMapper;
import io.jararaca.worker.process.LibraryVersion;
import io.jararaca.worker.process.LoopRunner;
import io.jararaca.worker.process.SteadyClock;
import io.jararaca.worker.publish.PublisherParts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the {@link ScheduledAction} methods of objects in this JVM alone, without Redis, RabbitMQ or
 * Kubernetes: the same beat and worker loop on a ledger and a broker in memory. What ran and what
 * was missed is forgotten with the process.
 *
 * <pre>
 * try (InProcessScheduler scheduler = new InProcessScheduler(new Reports()).start()) { … }
 * </pre>
 */
public final class InProcessScheduler implements AutoCloseable {

  private static final String NAMESPACE = "default";
  private static final int CONCURRENCY = 50;
  private static final Duration LAST_SETTLEMENTS = Duration.ofSeconds(2);

  private final LoopSettings settings = LoopSettings.DEFAULT;
  private final LoopRunner runner = new LoopRunner(CONCURRENCY);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final InMemoryLedger ledger;
  private final InMemoryBroker broker;
  private final WorkerLoop loop;
  private final Beat beat;
  private final Thread beatThread;
  private final PublisherParts publishing;
  private boolean closing;

  /**
   * @param objects with annotated methods; the scheduled ones by their annotation's fields
   * @throws InvalidHandlerException a method or a field of its annotation is wrong
   */
  public InProcessScheduler(Object... objects) {
    this(InstantSource.system(), objects);
  }

  /**
   * As {@link #InProcessScheduler(Object...)}, with another longest sleep of the beat than 1 s. It
   * wakes for what is due sooner.
   *
   * @throws InvalidHandlerException a method or a field of its annotation is wrong
   */
  public static InProcessScheduler withInterval(Duration longestSleep, Object... objects) {
    return new InProcessScheduler(
        InstantSource.system(), BeatSettings.DEFAULT.withInterval(longestSleep), objects);
  }

  /**
   * @param clock by which ticks are due
   */
  InProcessScheduler(InstantSource clock, Object... objects) {
    this(clock, BeatSettings.DEFAULT, objects);
  }

  private InProcessScheduler(InstantSource clock, BeatSettings beatSettings, Object[] objects) {
    ObjectMapper json = PayloadMapper.create();
    HandlerPublisher handlerPublisher = new HandlerPublisher();
    HandlerSet handlers = new HandlerSet();
    List<ActionDefinition> actions = new ArrayList<>();
    for (Object object : objects) {
      HandlerObjects.handlersOf(object, json, handlerPublisher).forEach(handlers::add);
      actions.addAll(AnnotatedActions.of(object.getClass(), NAMESPACE));
    }
    ledger = new InMemoryLedger(clock);
    publishing = PublisherParts.of(NAMESPACE, json, 0, OutboxSettings.DEFAULT, ledger, () -> {});
    handlerPublisher.open(new Publisher(publishing, Map.of()));
    broker = new InMemoryBroker(runner.serial());
    InMemoryPresence presence = new InMemoryPresence(clock);
    loop =
        new WorkerLoop(
            new WorkerPorts(
                ledger,
                broker.consumers(),
                presence,
                runner.serial(),
                runner.handlerThreads(),
                runner.settling(),
                new SteadyClock(),
                new Random(),
                WorkObserver.NONE),
            settings,
            "in-process",
            LibraryVersion.get(),
            CONCURRENCY,
            handlers.bind(NAMESPACE, Set.of(), CONCURRENCY));
    Catalog catalog = new Catalog();
    actions.forEach(catalog::put);
    beat =
        new Beat(
            new BeatPorts(
                new SoleLeadership(),
                ledger,
                ledger,
                ledger,
                ledger,
                broker.publisher(),
                presence,
                Takeover.NOTHING_TO_CHECK,
                QueueLooks.by(broker, Runnable::run)),
            catalog,
            beatSettings,
            System::nanoTime,
            BeatListener.SILENT);
    beatThread = new Thread(beat::run, "jararaca-beat");
    beatThread.setDaemon(true);
  }

  /** Publishes to the handlers of this JVM, from now on; ends with this scheduler. */
  public Publisher publisher() {
    return new Publisher(publishing, Map.of());
  }

  /** Schedules and runs from now on. */
  public InProcessScheduler start() {
    runner.start(loop);
    beatThread.start();
    return this;
  }

  /** {@link #start()}, then waits until the process is told to end, or {@link #close()}. */
  public void run() {
    start();
    ProcessEnd.await(closed, this::close);
  }

  /** What ran, what runs and what was missed. */
  public LedgerReader ledger() {
    return ledger;
  }

  /** Schedules no more, and lets what runs go on for at most 20 s. */
  @Override
  public void close() {
    synchronized (this) {
      if (closing) {
        return;
      }
      closing = true;
    }
    beat.close();
    runner.stop(
        loop, settings.graciousShutdown().plus(settings.handBackGrace()).plus(LAST_SETTLEMENTS));
    publishing.close();
    broker.close();
    closed.countDown();
  }
}
