package io.jararaca.core.ledger;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.run.Owner;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.RunSpec;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the ledger to decide something for an owner: a tick, or a trigger. */
public sealed interface Claim {

  Owner owner();

  /**
   * Decides the owner's ticks after {@code cursor} up to and including {@code upTo}: those in
   * {@code passed} get no run, the last one gets {@code run}, if given.
   *
   * @param effectiveFrom must be the ledger's, else Changed
   * @param cursor must be the ledger's, else Moved
   * @param passed ranges in time order, none past {@code upTo}
   * @param upTo the new cursor; the run's planned instant when there is a run
   * @param run the run to be born Claimed; none: every tick up to {@code upTo} is passed over
   * @param body the payload, empty: none
   * @param instances for a broadcast run, the worker instances that must run it, at least one
   */
  record Tick(
      Owner owner,
      Instant effectiveFrom,
      Instant cursor,
      List<PassedRange> passed,
      Instant upTo,
      @Nullable RunSpec run,
      byte[] body,
      List<String> instances)
      implements Claim {

    public Tick {
      requireNonNull(owner, "owner");
      passed = List.copyOf(passed);
      instances = List.copyOf(instances);
      if (!upTo.isAfter(cursor)) {
        throw new IllegalArgumentException("upTo " + upTo + ": must be after cursor " + cursor);
      }
      if (run == null && passed.isEmpty()) {
        throw new IllegalArgumentException(
            "run: a claim needs a run, or a range that it passes over");
      }
      if (run != null && !run.plannedAt().equals(upTo)) {
        throw new IllegalArgumentException(
            "upTo " + upTo + ": must be the run's planned instant " + run.plannedAt());
      }
      if (run != null && !run.exclusive() && instances.isEmpty()) {
        throw new IllegalArgumentException("instances: a broadcast run needs at least one");
      }
    }
  }

  /**
   * Asks for a run now, beside the schedule: also while the owner is suspended, and outside
   * maxRuns. It obeys the slot. Idempotent for each value.
   *
   * @param value of the trigger annotation
   */
  record Trigger(Owner owner, String value, RunSpec run, byte[] body, List<String> instances)
      implements Claim {

    public Trigger {
      requireNonNull(owner, "owner");
      requireNonNull(value, "value");
      requireNonNull(run, "run");
      instances = List.copyOf(instances);
      if (!run.exclusive() && instances.isEmpty()) {
        throw new IllegalArgumentException("instances: a broadcast run needs at least one");
      }
    }
  }
}
