package io.jararaca.core.simulation;

import io.jararaca.core.broker.memory.InMemoryBroker;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.memory.InMemoryPresence;
import io.jararaca.core.run.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
  private final Breakage breakage;
  private final LedgerServer server;
  private final Ledger facts;
  private final Ledger ledger;
  private final InMemoryBroker broker = new InMemoryBroker(Runnable::run);
  private final InMemoryPresence presence;
  private final Judge judge;
  private final Resources resources;
  private final Mishaps mishaps = new Mishaps(this);
  private final FaultPlan faults;
  private final StatusBoard board;
  private final Election election;
  private final List<SimulatedBeat> beats = new ArrayList<>();
  private final List<SimulatedWorker> workers = new ArrayList<>();
  private final Set<Partition> held = new HashSet<>();
  private int steps;
  private int started;
  private boolean ending;

  Simulation(long seed, FaultTable table, Setting setting, boolean traced) {
    this.seed = seed;
    chance = new Chance(seed);
    trace = new Trace(traced);
    beginning = chance.oneOf(BEGINNINGS).plusMillis(chance.number(0, 1000));
    breakage = setting.breakage();
    server = setting.servers().make(this::now, () -> Long.toHexString(chance.random().nextLong()));
    facts = server.ledger();
    ledger = breakage.ledger(facts);
    presence = new InMemoryPresence(this::now);
    judge = new Judge(this);
    resources = new Resources(this);
    faults = new FaultPlan(this, table, chance.number(4, 11), WITH_FAULTS.toNanos());
    resources.declareAll(chance.number(3, 6), chance.number(3, 6));
    holdPartitions();
    board = new StatusBoard(this);
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
    mishaps.heal();
    until(WITH_FAULTS.plus(TO_RECOVER), () -> false);
    judge.audit().expectUpToDate(Duration.ofSeconds(6));
    ending = true;
    resources.suspendAll();
    until(WITH_FAULTS.plus(TO_RECOVER).plus(Duration.ofSeconds(12)), () -> false);
    until(TO_END, () -> judge.runs().allEnded());
    judge.runs().expectEnded();
    judge.messages().expectEnded();
    judge.audit().expectForgotten();
    judge.lives().all().forEach(life -> judge.audit().of(life.key, life.uid));
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

  /** Dies at once; another takes its place after a while. */
  void replace(Actor actor, Duration rest) {
    actor.die();
    if (actor instanceof SimulatedBeat) {
      beats.remove(actor);
      timeline.after(rest, null, this::startBeat);
    } else {
      workers.remove(actor);
      timeline.after(rest, null, this::startWorker);
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

  LedgerServer server() {
    return server;
  }

  Breakage breakage() {
    return breakage;
  }

  /** The ledger as it is, for those who look into it. */
  Ledger facts() {
    return facts;
  }

  /** The ledger as processes reach it. */
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

  List<SimulatedWorker> workers() {
    return workers;
  }

  Mishaps mishaps() {
    return mishaps;
  }

  StatusBoard board() {
    return board;
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
