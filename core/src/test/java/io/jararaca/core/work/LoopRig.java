package io.jararaca.core.work;

import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RetryPolicy;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A worker loop on a settable clock, with a scripted ledger and broker, and real threads. */
final class LoopRig implements AutoCloseable {

  static final Instant PLANNED = Instant.parse("2026-03-01T11:59:59Z");

  final SettableClock clock = new SettableClock();
  final ScriptedLedger ledger = new ScriptedLedger(clock);
  final ScriptedConsumers consumers = new ScriptedConsumers();
  final List<String> started = new CopyOnWriteArrayList<>();
  final List<String> stopped = new CopyOnWriteArrayList<>();
  final List<String> deaf = new CopyOnWriteArrayList<>();
  final WorkerLoop loop;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  LoopRig(int capacity, HandlerBinding... handlers) {
    WorkObserver observer =
        new WorkObserver() {
          @Override
          public void started(Attempt attempt) {
            started.add(attempt.spec().owner().key().name());
          }

          @Override
          public void stopped(Attempt attempt, Stop reason) {
            stopped.add(attempt.spec().owner().key().name() + " " + reason);
          }

          @Override
          public void deaf(Attempt attempt) {
            deaf.add(attempt.spec().owner().key().name());
          }
        };
    WorkerPorts ports =
        new WorkerPorts(
            ledger,
            consumers,
            ledger,
            new OneAtATime(),
            threads,
            Runnable::run,
            clock,
            new Random(1),
            observer);
    loop =
        new WorkerLoop(
            ports, LoopSettings.DEFAULT, "worker-a", "test", capacity, List.of(handlers));
    loop.start();
    loop.step();
  }

  static HandlerRef ref(String handler) {
    return new HandlerRef("shop", handler);
  }

  static HandlerBinding handler(String name, int concurrency, RunHandler code) {
    return new HandlerBinding(ref(name), concurrency, code);
  }

  RecordingDelivery deliver(String handler, String owner) {
    return deliver(handler, owner, null, true);
  }

  RecordingDelivery deliver(
      String handler, String owner, @Nullable Duration timeout, boolean exclusive) {
    RecordingDelivery delivery = delivery(handler, owner, timeout, exclusive);
    consumers.deliver(delivery);
    return delivery;
  }

  static RunId id(String owner) {
    return RunId.ofTick(owner(owner), PLANNED);
  }

  /** Lets time pass, pulse by pulse. */
  void advance(Duration by) {
    for (Duration gone = Duration.ZERO;
        gone.compareTo(by) < 0;
        gone = gone.plus(WorkerLoop.PULSE)) {
      clock.advance(WorkerLoop.PULSE);
      loop.step();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static Owner owner(String name) {
    return new Owner(OwnerKey.scheduledAction("shop", name), "uid-" + name);
  }

  private static RecordingDelivery delivery(
      String handler, String owner, @Nullable Duration timeout, boolean exclusive) {
    RunSpec spec =
        new RunSpec(
            id(owner),
            owner(owner),
            Origin.TICK,
            ref(handler),
            PLANNED,
            null,
            timeout,
            RetryPolicy.DEFAULT,
            3,
            1,
            exclusive,
            null,
            Map.of());
    return new RecordingDelivery(new Publication(spec, 0, "first", new byte[0]));
  }

  /**
   * Runs tasks in order on whatever thread brings them, one at a time, never one within another.
   */
  private static final class OneAtATime implements Executor {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean busy;

    @Override
    public void execute(Runnable task) {
      synchronized (this) {
        tasks.add(task);
        if (busy) {
          return;
        }
        busy = true;
      }
      for (Runnable next = next(); next != null; next = next()) {
        next.run();
      }
    }

    private synchronized @Nullable Runnable next() {
      Runnable next = tasks.poll();
      busy = next != null;
      return next;
    }
  }
}
