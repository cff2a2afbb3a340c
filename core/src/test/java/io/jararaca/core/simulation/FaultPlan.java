package io.jararaca.core.simulation;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.run.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The faults of one history: each strikes the first time that its step is taken after an instant.
 */
final class FaultPlan {

  static final int FEWEST = 3;
  private static final long SECOND = 1_000_000_000L;

  private record Planned(long notBefore, Step step, Fault fault) {}

  private final Simulation world;
  private final FaultTable table;
  private final List<Planned> planned = new ArrayList<>();
  private final Map<Partition, Runnable> losing = new HashMap<>();
  private final long hurryFrom;
  private int struck;
  private boolean over;
  private boolean handlerDeaf;

  /**
   * @param until nanoseconds of the history's beginning that may have faults
   */
  FaultPlan(Simulation world, FaultTable table, int faults, long until) {
    this.world = world;
    this.table = table;
    this.hurryFrom = until / 2;
    Chance chance = world.chance();
    List<FaultTable.Cell> cells = FaultTable.reachable();
    for (int i = 0; i < faults; i++) {
      FaultTable.Cell cell = chance.oneOf(cells);
      long at = chance.nanos(0, until);
      planned.add(new Planned(at, cell.step(), cell.fault()));
      Planned occasion = occasionFor(cell.step(), at);
      if (occasion != null) {
        planned.add(occasion);
      }
    }
  }

  /** What brings about a step that is seldom taken else. */
  private static @Nullable Planned occasionFor(Step step, long at) {
    return switch (step) {
      case FORGET -> new Planned(at, Step.SWEEP, Fault.DELETE);
      case CANCEL -> new Planned(at, Step.SWEEP, Fault.DROP_MESSAGE);
      case SUBMIT -> new Planned(at, Step.SWEEP, Fault.EDIT_MESSAGE);
      case REGISTER -> new Planned(at, Step.SWEEP, Fault.EDIT);
      case RAISE -> new Planned(at, Step.SWEEP, Fault.TWO_LEADERS);
      case RELEASE -> new Planned(at, Step.HEARTBEAT, Fault.TERMINATE);
      case INSPECT -> new Planned(at, Step.DELIVER, Fault.LOSE_CALL);
      default -> null;
    };
  }

  int struck() {
    return struck;
  }

  /** From now on all goes well. */
  void end() {
    over = true;
  }

  /** Whether the handler that starts now is to be deaf. */
  boolean takeDeaf() {
    boolean deaf = handlerDeaf;
    handlerDeaf = false;
    return deaf;
  }

  /**
   * A step is taken: does what is planned for it.
   *
   * @return what the call itself must suffer; none: nothing
   */
  @Nullable Fault strike(Step step, Actor actor, @Nullable Partition partition) {
    world.countStep();
    if (over) {
      return null;
    }
    long now = world.timeline().now();
    for (Iterator<Planned> each = planned.iterator(); each.hasNext(); ) {
      Planned next = each.next();
      boolean here =
          next.step == step || struck < FEWEST && now > hurryFrom && next.fault.reaches(step);
      if (here && next.notBefore <= now) {
        each.remove();
        struck++;
        table.count(step, next.fault);
        world.trace(actor, () -> "⚡ " + next.fault + " at " + step);
        carryOut(next.fault, actor, partition);
        return next.fault;
      }
    }
    return null;
  }

  private void carryOut(Fault fault, Actor actor, @Nullable Partition partition) {
    Chance chance = world.chance();
    long now = world.timeline().now();
    switch (fault) {
      case STOP_BEFORE, STOP_AFTER -> world.mishaps().kill(actor);
      case PAUSE -> world.mishaps().pause(actor, now + chance.nanos(SECOND / 2, 20 * SECOND));
      case TERMINATE -> world.mishaps().terminate(actor);
      case TWO_LEADERS -> world.election().usurp();
      case CUT_LEDGER ->
          world.mishaps().cut(actor, now + chance.nanos(SECOND / 2, 20 * SECOND), true, false);
      case CUT_BROKER ->
          world.mishaps().cut(actor, now + chance.nanos(SECOND / 2, 20 * SECOND), false, true);
      case CUT_BOTH ->
          world.mishaps().cut(actor, now + chance.nanos(SECOND / 2, 20 * SECOND), true, true);
      case SKEW -> world.mishaps().skew(actor, 1 + chance.number(-500, 501) / 1e6);
      case DEAF -> handlerDeaf = true;
      case LOSE_WRITES -> loseWrites(requireNonNull(partition));
      case FLUSH -> flush(requireNonNull(partition));
      case EDIT, SUSPEND, DELETE, TRIGGER, EDIT_MESSAGE, DROP_MESSAGE ->
          world.resources().change(fault);
      default -> {}
    }
  }

  private void loseWrites(Partition partition) {
    Runnable before = world.server().keep(partition);
    if (losing.putIfAbsent(partition, before) != null) {
      return;
    }
    Instant at = world.now();
    // Now and then little more than the write that comes next.
    long longest = world.chance().percent(50) ? 15_000_000 : 2 * SECOND;
    long until = world.timeline().now() + world.chance().nanos(1_000_000, longest);
    world
        .timeline()
        .at(
            until,
            null,
            () -> {
              if (!losing.remove(partition, before)) {
                return;
              }
              before.run();
              world.mishaps().failOver();
              world.trace(null, () -> "⚡ " + partition + " is again what it was at " + at);
              world.judge().lostWrites(partition, at);
            });
  }

  private void flush(Partition partition) {
    world
        .timeline()
        .at(
            world.timeline().now() + world.chance().nanos(0, 5_000_000),
            null,
            () -> {
              losing.remove(partition);
              world.server().flush(partition);
              world.trace(null, () -> "⚡ " + partition + " is empty");
              world.judge().flushed(partition);
            });
  }
}
