package io.jararaca.core.work;

import io.jararaca.core.broker.Delivery;
import io.jararaca.core.presence.WorkerInstance;
import io.jararaca.core.run.HandlerRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what the broker delivers, as the ledger allows. Whoever owns the loop calls {@link #step()}
 * every {@link #PULSE}: all that time asks for happens there.
 */
public final class WorkerLoop {

  public static final Duration PULSE = Duration.ofMillis(100);

  private static final Logger LOG = LoggerFactory.getLogger(WorkerLoop.class);

  private final Map<HandlerRef, HandlerBinding> bindings = new LinkedHashMap<>();
  private final Set<DeliveredRun> runs = new LinkedHashSet<>();
  private final Subscriptions subscriptions = new Subscriptions();
  private final WorkerPorts ports;
  private final LoopSettings settings;
  private final WorkerInstance self;
  private final Executor serial;
  private final LedgerCalls calls;
  private final Slots slots;
  private final Heartbeats heartbeats;
  private final Announcements announcements;
  private final WorkContext context;
  private volatile LoopStatus status = LoopStatus.NOT_STARTED;
  private @Nullable Drain drain;

  /**
   * @param version of the worker library, for people to see
   * @param capacity runs at once, 1 or more
   * @throws IllegalArgumentException two handlers have the same name
   */
  public WorkerLoop(
      WorkerPorts ports,
      LoopSettings settings,
      String instance,
      String version,
      int capacity,
      Collection<HandlerBinding> handlers) {
    this.ports = ports;
    this.settings = settings;
    for (HandlerBinding handler : handlers) {
      if (bindings.put(handler.ref(), handler) != null) {
        throw new IllegalArgumentException("handler " + handler.ref() + ": given twice");
      }
    }
    Set<HandlerRef> refs = bindings.keySet();
    self = new WorkerInstance(instance, version, refs, refs, capacity);
    serial = task -> ports.serial().execute(() -> survive(task));
    calls = new LedgerCalls(serial, ports.random(), settings, this::ledgerChanged);
    slots = new Slots(capacity, bindings.values());
    context = new WorkContext(ports, settings, instance, serial, calls, this::over);
    heartbeats = new Heartbeats(context);
    announcements = new Announcements(ports.presence(), self, settings, calls);
  }

  /** Announces this instance and takes deliveries from now on. */
  public void start() {
    serial.execute(
        () -> {
          announcements.send(ports.clock().instant());
          subscriptions.open(
              ports.consumers(),
              self.instance(),
              bindings.values(),
              self.capacity(),
              delivery -> serial.execute(() -> deliver(delivery)));
        });
  }

  /** Does, on the loop's thread, all that is due. */
  public void step() {
    serial.execute(
        () -> {
          Instant now = ports.clock().instant();
          announcements.send(now);
          List.copyOf(runs).forEach(run -> run.look(now));
          heartbeats.send(runs, now);
          if (drain != null) {
            drain.look(now, runs);
          }
          status = look();
        });
  }

  /**
   * Takes no more runs, gives back at once those that have not started, lets the others go on for
   * graciousShutdown, then interrupts and hands back the rest. Goes on only as {@link #step()} is
   * called.
   *
   * @return completes when it is done, with the number of runs that had to be left behind, their
   *     handlers deaf or the ledger down
   */
  public CompletableFuture<Integer> drain() {
    CompletableFuture<Integer> done = new CompletableFuture<>();
    serial.execute(
        () -> {
          if (drain == null) {
            LOG.info("draining: {} runs have {} to end", runs.size(), settings.graciousShutdown());
            drain = new Drain(settings, ports.clock().instant());
            subscriptions.close();
            slots.dismiss();
            List.copyOf(runs).forEach(DeliveredRun::goHome);
            drain.withdrawn(announcements.withdraw());
          }
          drain.tellWhenDone(done);
        });
    return done;
  }

  public WorkerInstance self() {
    return self;
  }

  /** As of the last step. */
  public LoopStatus status() {
    return status;
  }

  private void deliver(Delivery delivery) {
    HandlerRef handler = delivery.publication().spec().handler();
    HandlerBinding binding = bindings.get(handler);
    if (drain != null) {
      ports.settling().execute(delivery::requeue);
    } else if (binding == null) {
      LOG.warn("no handler {} here, dead-lettering a run of it", handler);
      ports.settling().execute(() -> delivery.deadLetter("this worker has no handler " + handler));
    } else {
      String nonce = Long.toUnsignedString(ports.random().nextLong(), Character.MAX_RADIX);
      DeliveredRun run = new DeliveredRun(delivery, binding, nonce, context);
      runs.add(run);
      slots.admit(run);
    }
  }

  private void over(DeliveredRun run, boolean slotTaken) {
    runs.remove(run);
    if (slotTaken) {
      slots.release(run.handler());
    }
  }

  private void ledgerChanged(boolean available) {
    if (drain != null) {
      return;
    }
    if (available) {
      subscriptions.resume();
      new ArrayList<>(runs).forEach(DeliveredRun::retry);
    } else {
      subscriptions.pause();
    }
  }

  private LoopStatus look() {
    int waiting = slots.waiting();
    int held = (int) runs.stream().filter(run -> run.stage() == DeliveredRun.Stage.HELD).count();
    return new LoopStatus(
        calls.available(),
        ports.consumers().available(),
        drain != null,
        runs.size() - waiting,
        waiting,
        held);
  }

  private static void survive(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException thrown) {
      LOG.error("a step of the worker loop failed, the others go on", thrown);
    }
  }
}
