package io.jararaca.core.run;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Consecutive ticks of one owner that got no run, for one reason.
 *
 * @param from the first one's planned instant
 * @param to the last one's planned instant
 * @param count how many ticks, 1 or more
 */
public record PassedRange(Instant from, Instant to, long count, PassedReason reason) {

  public PassedRange {
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(reason, "reason");
    if (count < 1) {
      throw new IllegalArgumentException("count " + count + ": must be 1 or more");
    }
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("to " + to + ": must not be before from, " + from);
    }
  }

  public static PassedRange single(Instant plannedAt, PassedReason reason) {
    return new PassedRange(plannedAt, plannedAt, 1, reason);
  }
}
