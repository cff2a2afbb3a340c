package io.jararaca.core.simulation;

import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.work.Attempt;
import io.jararaca.core.work.HandlerBinding;
import io.jararaca.core.work.LoopSettings;
import io.jararaca.core.work.Stop;
import io.jararaca.core.work.WorkObserver;
import io.jararaca.core.work.WorkerLoop;
import io.jararaca.core.work.WorkerPorts;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A worker: the loop of the product, with handlers that take simulated time. */
final class SimulatedWorker extends Actor implements WorkObserver {

  static final Duration LEASE = Duration.ofSeconds(10);
  private static final LoopSettings SETTINGS =
      new LoopSettings(
          LEASE,
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(6),
          Duration.ofSeconds(3),
          Duration.ofSeconds(4),
          Duration.ofSeconds(1),
          Duration.ofMillis(200),
          Duration.ofSeconds(2));
  private static final Duration PULSE = Duration.ofMillis(200);

  /** A handler at work. */
  final class Execution {
    final Attempt attempt;
    final boolean deaf;
    final Outcome outcome;
    private final Runnable call;
    private boolean ended;

    Execution(Attempt attempt, Runnable call, boolean deaf) {
      this.attempt = attempt;
      this.call = call;
      this.deaf = deaf;
      this.outcome = Handlers.outcome(world.chance());
    }

    void endAfter(Duration wait) {
      world.timeline().after(wait, SimulatedWorker.this, this::end);
    }

    private void end() {
      if (!ended) {
        ended = true;
        world.trace(SimulatedWorker.this, () -> "handler of " + Brief.of(attempt.spec()) + " ends");
        world.judge().runs().handlerEnded(attempt);
        call.run();
        executions.remove(attempt);
      }
    }
  }

  private final Simulation world;
  private final LedgerLink link;
  private final ConsumersLink consumers;
  private final PodClock clock;
  private final WorkerLoop loop;
  private final Queue<Runnable> serial = new ArrayDeque<>();
  private final Map<Attempt, Execution> executions = new IdentityHashMap<>();
  private @Nullable Attempt starting;

  SimulatedWorker(Simulation world, String name) {
    super(name);
    this.world = world;
    link = new LedgerLink(world, this);
    consumers = new ConsumersLink(world, this);
    clock = new PodClock(world.timeline(), world.chance().nanos(0, 1L << 60), 1);
    List<HandlerBinding> handlers = new ArrayList<>();
    for (String handler : Handlers.names()) {
      handlers.add(
          new HandlerBinding(Declarations.handlerOf(handler), 2, attempt -> outcome(attempt)));
    }
    loop =
        new WorkerLoop(
            new WorkerPorts(
                world.breakage().worker(link),
                consumers,
                link,
                serial::add,
                this::execute,
                Runnable::run,
                clock,
                world.chance().random().split(),
                this),
            SETTINGS,
            name,
            "1",
            4,
            handlers);
    loop.start();
    pulse();
  }

  LedgerLink link() {
    return link;
  }

  ConsumersLink consumers() {
    return consumers;
  }

  PodClock clock() {
    return clock;
  }

  /** Ends in order: what runs may end, the rest is handed back. */
  void terminate() {
    loop.drain().thenAccept(left -> world.mishaps().kill(this));
  }

  private void pulse() {
    loop.step();
    world.timeline().after(PULSE, this, this::pulse);
  }

  @Override
  public void started(Attempt attempt) {
    starting = attempt;
  }

  @Override
  public void stopped(Attempt attempt, Stop reason) {
    world.trace(this, () -> "interrupts " + Brief.of(attempt.spec()) + ": " + reason);
    Execution execution = executions.get(attempt);
    if (execution != null && !execution.deaf) {
      execution.endAfter(world.chance().millis(1, 1_000));
    }
  }

  private void execute(Runnable call) {
    Attempt attempt = java.util.Objects.requireNonNull(starting);
    Execution execution = new Execution(attempt, call, world.faults().takeDeaf());
    executions.put(attempt, execution);
    world.trace(
        this,
        () ->
            "handler of "
                + Brief.of(attempt.spec())
                + " begins, attempt "
                + attempt.number()
                + (execution.deaf ? ", deaf" : ""));
    world.judge().runs().handlerBegan(attempt, execution.deaf);
    Duration takes = Handlers.duration(world.chance());
    execution.endAfter(execution.deaf ? takes.plus(LEASE.multipliedBy(2)) : takes);
  }

  private Outcome outcome(Attempt attempt) {
    Execution ending = executions.get(attempt);
    return ending == null ? Handlers.outcome(world.chance()) : ending.outcome;
  }

  @Override
  void die() {
    super.die();
    consumers.close();
    executions.keySet().forEach(world.judge().runs()::handlerEnded);
    executions.clear();
  }

  @Override
  void settle() {
    for (Runnable task = serial.poll(); task != null && alive(); task = serial.poll()) {
      task.run();
    }
  }
}
