package io.jararaca.worker;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.beat.Beat;
import io.jararaca.core.beat.BeatListener;
import io.jararaca.core.beat.BeatPorts;
import io.jararaca.core.beat.Catalog;
import io.jararaca.core.beat.Takeover;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.schedule.ZoneData;
import io.jararaca.rabbitmq.ConfiguredBroker;
import io.jararaca.rabbitmq.RabbitPublisher;
import io.jararaca.rabbitmq.RabbitQueueLooks;
import io.jararaca.redis.RedisBackend;
import io.jararaca.worker.action.ActionChoice;
import io.jararaca.worker.action.AnnotatedActions;
import io.jararaca.worker.process.InstanceName;
import io.jararaca.worker.settings.BeatWorkerSettings;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The beat outside Kubernetes: it schedules the {@link ScheduledAction} methods of given objects,
 * and {@link Worker}s run them. Several may be started; one leads, elected through Redis.
 *
 * <pre>
 * BeatWorker.builder().app(new Reports()).build().run();
 * </pre>
 */
public final class BeatWorker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BeatWorker.class);
  private static final Duration LAST_CONFIRMS = Duration.ofSeconds(5);

  private final BeatWorkerSettings settings;
  private final Catalog catalog = new Catalog();
  private final ActionChoice choice;
  private final String instance = InstanceName.create(System.getenv(), new SecureRandom());
  private final CountDownLatch closed = new CountDownLatch(1);
  private Map<OwnerKey, ActionDefinition> actions = Map.of();
  private @Nullable Beating beating;
  private boolean closing;

  /** What a started beat is made of. */
  private record Beating(
      RedisBackend redis,
      RabbitPublisher publisher,
      RabbitQueueLooks queueLooks,
      Beat beat,
      Thread thread) {}

  BeatWorker(BeatWorkerSettings settings, List<ActionDefinition> declared) {
    this.settings = settings;
    this.choice = new ActionChoice(settings.actions(), settings.namespace());
    take(choice.of(declared));
  }

  public static BeatWorkerBuilder builder() {
    return new BeatWorkerBuilder();
  }

  /** The names of the actions that it schedules. */
  public synchronized List<String> actions() {
    return actions.keySet().stream().map(OwnerKey::name).toList();
  }

  /**
   * Schedules these from now on, those of them that ACTIONS names, instead of what it scheduled.
   * Ticks from before fire neither by a changed schedule nor by a new one; those of actions that
   * are no longer declared and have not started are cancelled. What is unchanged goes on.
   *
   * @throws InvalidHandlerException two have one name, a chosen one is not here, or there is none;
   *     then nothing changes
   */
  public synchronized void schedule(List<ActionDefinition> declared) {
    Map<OwnerKey, ActionDefinition> before = actions;
    take(choice.of(declared));
    List<OwnerKey> gone =
        before.keySet().stream().filter(key -> !actions.containsKey(key)).toList();
    // Without ticks, not forgotten: declared again, it must fire nothing from the time between.
    gone.forEach(key -> catalog.putInvalid(Owner.named(key), AnnotatedActions.GENERATION));
    LOG.info("beat {} schedules {} now; no longer {}", instance, actions(), gone);
  }

  private void take(List<ActionDefinition> chosen) {
    Map<OwnerKey, ActionDefinition> taken = new LinkedHashMap<>();
    for (ActionDefinition action : chosen) {
      ActionDefinition known = actions.get(action.key());
      if (known == null || !known.meansTheSameAs(action)) {
        catalog.replace(action);
      }
      taken.put(action.key(), action);
    }
    actions = taken;
  }

  /** Connects and schedules from now on. Servers that are not there are waited for. */
  public synchronized BeatWorker start() {
    if (beating != null || closing) {
      throw new IllegalStateException("a beat starts once: build another");
    }
    RedisBackend redis = RedisBackend.connect(settings.backend(), settings.installName());
    ConfiguredBroker broker = new ConfiguredBroker(settings.broker());
    RabbitPublisher publisher = new RabbitPublisher(broker, settings.installName());
    RabbitQueueLooks queueLooks = new RabbitQueueLooks(broker, settings.installName());
    Ledger ledger = redis.ledger();
    Duration validity = settings.leaderValidity();
    Beat beat =
        new Beat(
            new BeatPorts(
                redis.leadership(instance, validity, validity.dividedBy(4)),
                ledger,
                ledger,
                ledger,
                ledger,
                publisher,
                redis.presence(),
                Takeover.NOTHING_TO_CHECK,
                queueLooks),
            catalog,
            settings.beat(),
            System::nanoTime,
            BeatListener.SILENT);
    // Not a daemon: it keeps a started beat's JVM alive.
    Thread thread = new Thread(beat::run, "jararaca-beat");
    beating = new Beating(redis, publisher, queueLooks, beat, thread);
    thread.start();
    LOG.info(
        "beat {} of {} schedules {}, time zone data {}",
        instance,
        settings.installName(),
        actions(),
        ZoneData.version());
    return this;
  }

  /** {@link #start()}, then waits until the process is told to end, or {@link #close()}. */
  public void run() {
    start();
    ProcessEnd.await(closed, this::close);
  }

  /** Schedules no more, and gives leadership up for another to take at once. */
  @Override
  public void close() {
    Beating going;
    synchronized (this) {
      if (closing) {
        return;
      }
      closing = true;
      going = beating;
    }
    if (going != null) {
      going.beat().close();
      try {
        going.thread().join(LAST_CONFIRMS.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      going.publisher().close();
      going.queueLooks().close();
      going.redis().close();
    }
    closed.countDown();
  }
}
