package io.jararaca.core.ledger;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.run.Owner;
import io.jararaca.core.run.PassedRange;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells the ledger what an owner looks like now.
 *
 * @param generation of the resource; a lower one of the same uid than the ledger has is refused
 * @param schedule canonical text of everything whose change makes old ticks void: the schedule and
 *     whether it is suspended
 * @param trigger value of the trigger annotation; none: absent. At creation it counts as handled
 * @param change set to replace a known owner's schedule (or uid) knowingly
 * @param remembered what others remember of the owner, for a ledger that lost it; none: it is new,
 *     as far as is known
 */
public record Registration(
    Owner owner,
    long generation,
    String schedule,
    OwnerPolicy policy,
    @Nullable String trigger,
    @Nullable Change change,
    @Nullable Remembered remembered) {

  public Registration {
    requireNonNull(owner, "owner");
    requireNonNull(schedule, "schedule");
    requireNonNull(policy, "policy");
  }

  /** Of an owner of which nothing is remembered. */
  public Registration(
      Owner owner,
      long generation,
      String schedule,
      OwnerPolicy policy,
      @Nullable String trigger,
      @Nullable Change change) {
    this(owner, generation, schedule, policy, trigger, change, null);
  }

  public Registration withChange(Change change) {
    return new Registration(owner, generation, schedule, policy, trigger, change, remembered);
  }

  public Registration withRemembered(Remembered remembered) {
    return new Registration(owner, generation, schedule, policy, trigger, change, remembered);
  }

  /**
   * Compare-and-set of the old state, with what became of the old schedule's ticks.
   *
   * @param uid the uid that the ledger must still have
   * @param schedule the schedule text that the ledger must still have
   * @param cursor the cursor that the ledger must still have
   * @param at the instant from which the new schedule counts: not before {@code cursor}, and within
   *     the last 10 s of the ledger's time, or else equal to a cursor that is ahead of it
   * @param passed the old schedule's undecided ticks after {@code cursor} up to and including
   *     {@code at}; none: there are none
   */
  public record Change(
      String uid, String schedule, Instant cursor, Instant at, @Nullable PassedRange passed) {}

  /**
   * What was shown of an owner. A ledger that knows the owner heeds none of it.
   *
   * @param consecutiveFailures runs that ended badly since the last that Succeeded
   * @param at up to this instant {@code passed} says it all, and the owner's ticks count from it;
   *     none: from the ledger's time
   * @param passed the ticks since the last that was known to be decided; none: there are none
   * @param quiet how long no run of it may be claimed where it has one slot: somebody may still run
   *     what the ledger forgot
   */
  public record Remembered(
      OwnerCounters counters,
      int consecutiveFailures,
      @Nullable Instant lastScheduleTime,
      @Nullable Instant lastSuccessfulTime,
      @Nullable Instant at,
      @Nullable PassedRange passed,
      Duration quiet) {

    public Remembered {
      requireNonNull(counters, "counters");
      requireNonNull(quiet, "quiet");
    }
  }
}
