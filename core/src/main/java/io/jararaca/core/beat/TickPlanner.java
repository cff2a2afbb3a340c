package io.jararaca.core.beat;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.action.TickRange;
import io.jararaca.core.ledger.Claim;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides which of an action's due ticks get a run, and why the others do not. Pure. */
final class TickPlanner {

  /** With catchUp None, a tick that is later than this is missed. */
  private static final Duration GRACE_OF_NONE = Duration.ofSeconds(10);

  private final ActionDefinition action;
  private final Instant effectiveFrom;
  private final Instant now;
  private final List<String> instances;
  private final List<Claim> claims = new ArrayList<>();
  private Instant cursor;

  private TickPlanner(ArmedAction armed, Instant now, List<String> instances) {
    this.action = armed.definition();
    this.effectiveFrom = armed.effectiveFrom();
    this.cursor = armed.cursor();
    this.now = now;
    this.instances = instances;
  }

  /**
   * @param now the ledger's time
   * @param instances for a broadcast action, who is there to run it
   * @param most runs to claim at once, 1 or more
   * @return in time order; none: no tick is due
   */
  static List<Claim> plan(ArmedAction armed, Instant now, List<String> instances, int most) {
    TickPlanner planner = new TickPlanner(armed, now, instances);
    planner.plan(most);
    return planner.claims;
  }

  private void plan(int most) {
    Instant newestDue = now.minus(schedule().jitter(action.owner().uid()));
    Optional<Instant> newest = schedule().latest(cursor, newestDue);
    if (newest.isEmpty()) {
      return;
    }
    switch (action.rules().catchUp()) {
      case LATEST -> planNewest(newest.get(), expired(newest.get()));
      case NONE -> planNewest(newest.get(), expired(newest.get()) || late(newest.get()));
      case ALL -> planEach(newest.get(), most);
    }
  }

  private void planNewest(Instant newest, boolean tooLate) {
    if (tooLate) {
      pass(newest, missed(newest));
    } else {
      run(newest, missed(schedule().previous(newest).orElse(cursor)));
    }
  }

  private void planEach(Instant newest, int most) {
    List<PassedRange> late = missedDeadline(newest);
    Instant from = late.isEmpty() ? cursor : late.get(0).to();
    for (Instant tick : schedule().next(from, most)) {
      if (tick.isAfter(newest)) {
        break;
      }
      run(tick, late);
      late = List.of();
    }
    if (!late.isEmpty()) {
      pass(late.get(0).to(), late);
    }
  }

  private void run(Instant tick, List<PassedRange> passed) {
    RunSpec run = action.tickRun(tick);
    if (!run.exclusive() && instances.isEmpty()) {
      List<PassedRange> all = new ArrayList<>(passed);
      all.add(PassedRange.single(tick, PassedReason.NO_INSTANCES));
      pass(tick, all);
      return;
    }
    claims.add(
        new Claim.Tick(
            action.owner(),
            effectiveFrom,
            cursor,
            passed,
            tick,
            run,
            action.template().payload(),
            run.exclusive() ? List.of() : instances));
    cursor = tick;
  }

  private void pass(Instant upTo, List<PassedRange> passed) {
    claims.add(
        new Claim.Tick(
            action.owner(), effectiveFrom, cursor, passed, upTo, null, new byte[0], List.of()));
    cursor = upTo;
  }

  /** The undecided ticks up to that instant, as missed: by their deadline, or by catchUp. */
  private List<PassedRange> missed(Instant upTo) {
    List<PassedRange> ranges = new ArrayList<>(missedDeadline(upTo));
    Instant from = ranges.isEmpty() ? cursor : ranges.get(0).to();
    if (upTo.isAfter(from)) {
      TickRange.of(schedule(), from, upTo, PassedReason.CATCH_UP).ifPresent(ranges::add);
    }
    return ranges;
  }

  private List<PassedRange> missedDeadline(Instant upTo) {
    Duration deadline = action.rules().startingDeadline();
    if (deadline == null) {
      return List.of();
    }
    Instant lastExpired = now.minus(deadline).minusMillis(1);
    Instant end = lastExpired.isBefore(upTo) ? lastExpired : upTo;
    return end.isAfter(cursor)
        ? TickRange.of(schedule(), cursor, end, PassedReason.DEADLINE).stream().toList()
        : List.of();
  }

  private boolean expired(Instant tick) {
    Duration deadline = action.rules().startingDeadline();
    return deadline != null && tick.plus(deadline).isBefore(now);
  }

  private boolean late(Instant tick) {
    return schedule().due(tick, action.owner().uid()).plus(GRACE_OF_NONE).isBefore(now);
  }

  private Schedule schedule() {
    return action.schedule();
  }
}
