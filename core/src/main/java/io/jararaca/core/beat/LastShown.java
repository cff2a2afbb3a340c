package io.jararaca.core.beat;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.ledger.OwnerCounters;
import io.jararaca.core.run.Owner;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows what people were shown of actions: should the ledger not know one of them any more, its
 * state was lost.
 */
@FunctionalInterface
public interface LastShown {

  /** Nothing is shown anywhere: only what the beat itself has seen can be missed. */
  LastShown NOTHING = owner -> Optional.empty();

  /**
   * Must not block.
   *
   * @return empty: the action was never shown to have had a tick
   */
  Optional<Shown> of(Owner action);

  /**
   * What was shown of an action that had ticks.
   *
   * @param generation of the resource that it was about
   * @param consecutiveFailures runs that ended badly since the last that Succeeded
   * @param decidedUpTo planned instant of the newest tick that was shown to have a run or a reason
   */
  record Shown(
      long generation,
      OwnerCounters counters,
      int consecutiveFailures,
      @Nullable Instant lastScheduleTime,
      @Nullable Instant lastSuccessfulTime,
      Instant decidedUpTo) {

    public Shown {
      requireNonNull(counters, "counters");
      requireNonNull(decidedUpTo, "decidedUpTo");
    }
  }
}
