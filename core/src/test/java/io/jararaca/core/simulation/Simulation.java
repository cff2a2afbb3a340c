package io.jararaca.core.simulation;

import io.jararaca.core.broker.memory.InMemoryBroker;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.memory.InMemoryLedger;
import io.jararaca.core.ledger.memory.InMemoryPresence;
import io.jararaca.core.run.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One history: a world made from a seed, driven through its faults to its end, and judged. */
final class Simulation {

  /** Beginnings just before clocks change somewhere, and one where nothing does. */
  private static final List<Instant> BEGINNINGS =
      List.of(
          Instant.parse("2026-06-10T11:59:35Z"),
          Instant.parse("2026-03-29T00:59:35Z"),
          Instant.parse("2026-10-25T00:59:35Z"),
          Instant.parse("2026-11-01T05:59:35Z"),
          Instant.parse("2026-03-08T06:59:35Z"),
          Instant.parse("2026-10-03T15:29:35Z"),
          Instant.parse("2026-04-04T14:59:35Z"));

  private static final Duration WITH_FAULTS = Duration.ofSeconds(45);
  private static final Duration TO_RECOVER = Duration.ofSeconds(35);
  private static final Duration TO_END = Duration.ofSeconds(300);
  private static final int MOST_EVENTS = 2_000_000;

  private final long seed;
  private final Chance chance;
  private final Trace trace;
  private final Timeline timeline = new Timeline();
  private final Instant beginning;
  private final InMemoryLedger memory;
  private final Ledger ledger;
  private final InMemoryBroker broker = new InMemoryBroker(Runnable::run);
  private final InMemoryPresence presence;
  private final Judge judge;
  private final Resources resources;
  private final FaultPlan faults;
  private final Election election;
  private final List<SimulatedBeat> beats = new ArrayList<>();
  private final List<SimulatedWorker> workers = new ArrayList<>();
  private final Set<Partition> held = new HashSet<>();
  private final Map<String, List<Instant>> pauses = new HashMap<>();
  private long failedOverAt;
  private int steps;
  private int started;
  private boolean ending;

  Simulation(long seed, FaultTable table, Breakage breakage, boolean traced) {
    this.seed = seed;
    chance = new Chance(seed);
    trace = new Trace(traced);
    beginning = chance.oneOf(BEGINNINGS).plusMillis(chance.number(0, 1000));
    memory = new InMemoryLedger(this::now, () -> Long.toHexString(chance.random().nextLong()));
    ledger = breakage.in(memory, this);
    presence = new InMemoryPresence(this::now);
    judge = new Judge(this);
    resources = new Resources(this);
    faults = new FaultPlan(this, table, chance.number(4, 11), WITH_FAULTS.toNanos());
    resources.declareAll(chance.number(3, 6), chance.number(3, 6));
    holdPartitions();
    election = new Election(this);
    startBeat();
    startBeat();
    startWorker();
    startWorker();
  }

  private void holdPartitions() {
    resources.actions().forEach(action -> held.add(action.owner().key().partition()));
    resources.messages().forEach(message -> held.add(message.runId().partition()));
  }

  /**
   * Drives the history to its end.
   *
   * @throws BrokenPromise at the first promise that is not kept
   */
  void run() {
    until(WITH_FAULTS, () -> false);
    faults.end();
    heal();
    until(WITH_FAULTS.plus(TO_RECOVER), () -> false);
    judge.lives().expectUpToDate(Duration.ofSeconds(6));
    ending = true;
    resources.suspendAll();
    until(WITH_FAULTS.plus(TO_RECOVER).plus(Duration.ofSeconds(12)), () -> false);
    until(TO_END, () -> judge.runs().allEnded());
    judge.runs().expectEnded();
    judge.messages().expectEnded();
    judge.lives().expectForgotten();
    judge.lives().all().forEach(life -> judge.lives().audit(life.key, life.uid));
    judgement();
  }

  private void until(Duration end, Supplier<Boolean> enough) {
    int events = 0;
    long nextLook = timeline.now();
    while (timeline.now() < end.toNanos()) {
      timeline.step();
      judgement();
      if (timeline.now() >= nextLook) {
        nextLook = timeline.now() + 1_000_000_000L;
        if (enough.get()) {
          return;
        }
      }
      if (++events > MOST_EVENTS) {
        throw new BrokenPromise("the world does not come to rest");
      }
    }
  }

  private void judgement() {
    String caught = ErrorLog.take();
    if (caught != null) {
      judge.accuse("an error was logged: " + caught);
    }
    judge
        .accusation()
        .ifPresent(
            accusation -> {
              throw new BrokenPromise(accusation);
            });
  }

  /** Ends all faults that last, but a failover, which nobody may fail to notice. */
  private void heal() {
    trace(null, () -> "— no faults from here on —");
    for (SimulatedBeat beat : beats) {
      beat.link().wire().heal();
      beat.publisher().wire().heal();
      beat.link().wire().cutUntil(failedOverAt);
    }
    for (SimulatedWorker worker : workers) {
      worker.link().wire().heal();
      worker.consumers().heal();
      worker.link().wire().cutUntil(failedOverAt);
    }
  }

  void kill(Actor actor) {
    if (!actor.alive()) {
      return;
    }
    trace(actor, () -> "dies");
    actor.die();
    Duration rest = chance.millis(200, 10_000);
    if (actor instanceof SimulatedBeat) {
      beats.remove(actor);
      timeline.after(rest, null, this::startBeat);
    } else {
      workers.remove(actor);
      timeline.after(rest, null, this::startWorker);
    }
  }

  void terminate(Actor actor) {
    trace(actor, () -> "is asked to end");
    if (actor instanceof SimulatedBeat beat) {
      beat.terminate();
    } else {
      ((SimulatedWorker) actor).terminate();
    }
  }

  void pause(Actor actor, long until) {
    trace(actor, () -> "stands still for " + Duration.ofNanos(until - timeline.now()));
    actor.pauseUntil(until);
    pauses
        .computeIfAbsent(actor.name(), name -> new ArrayList<>())
        .add(now().plusNanos(until - timeline.now()));
  }

  /** Whether that process stood still at some time after that instant. */
  boolean pausedSince(String name, Instant since) {
    return pauses.getOrDefault(name, List.of()).stream().anyMatch(end -> end.isAfter(since));
  }

  void cut(Actor actor, long until, boolean fromLedger, boolean fromBroker) {
    trace(
        actor,
        () ->
            "is cut off from"
                + (fromLedger ? " ledger" : "")
                + (fromBroker ? " broker" : "")
                + " for "
                + Duration.ofNanos(until - timeline.now()));
    if (actor instanceof SimulatedBeat beat) {
      if (fromLedger) {
        beat.link().wire().cutUntil(until);
      }
      if (fromBroker) {
        beat.publisher().wire().cutUntil(until);
      }
    } else if (actor instanceof SimulatedWorker worker) {
      if (fromLedger) {
        worker.link().wire().cutUntil(until);
      }
      if (fromBroker) {
        worker.consumers().cutUntil(until);
      }
    }
  }

  /** Another server takes the ledger's place: for a while nobody reaches it. */
  void failOver() {
    long until = timeline.now() + chance.nanos(2_200_000_000L, 5_000_000_000L);
    failedOverAt = until;
    for (SimulatedBeat beat : beats) {
      cut(beat, until, true, false);
    }
    for (SimulatedWorker worker : workers) {
      cut(worker, until, true, false);
    }
  }

  void skew(Actor actor, double pace) {
    if (actor instanceof SimulatedBeat beat) {
      beat.clock().pace(pace);
    } else if (actor instanceof SimulatedWorker worker) {
      worker.clock().pace(pace);
    }
  }

  private void startBeat() {
    SimulatedBeat beat = new SimulatedBeat(this, "beat-" + ++started);
    beats.add(beat);
    timeline.at(timeline.now(), beat, () -> {});
  }

  private void startWorker() {
    SimulatedWorker worker = new SimulatedWorker(this, "worker-" + ++started);
    workers.add(worker);
    timeline.at(timeline.now(), worker, () -> {});
  }

  void trace(@Nullable Actor actor, Supplier<String> what) {
    trace.line(now(), actor == null ? "" : actor.name(), what);
  }

  void countStep() {
    steps++;
  }

  /** Whether anything of this history lives in that partition. */
  boolean holds(Partition partition) {
    return held.contains(partition);
  }

  /** The ledger's time. */
  Instant now() {
    return Instant.ofEpochMilli(beginning.toEpochMilli() + timeline.now() / 1_000_000);
  }

  long seed() {
    return seed;
  }

  int steps() {
    return steps;
  }

  int faultsStruck() {
    return faults.struck();
  }

  boolean ending() {
    return ending;
  }

  List<String> lines() {
    return trace.lines();
  }

  Chance chance() {
    return chance;
  }

  Timeline timeline() {
    return timeline;
  }

  InMemoryLedger memory() {
    return memory;
  }

  Ledger ledger() {
    return ledger;
  }

  InMemoryBroker broker() {
    return broker;
  }

  InMemoryPresence presence() {
    return presence;
  }

  Judge judge() {
    return judge;
  }

  Resources resources() {
    return resources;
  }

  FaultPlan faults() {
    return faults;
  }

  Election election() {
    return election;
  }

  List<SimulatedBeat> beats() {
    return beats;
  }
}
