package io.jararaca.core.action;

import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.schedule.Schedule;
import java.time.Instant;
import java.util.Optional;

/** Ranges of a schedule's ticks, found without stepping through them. */
public final class TickRange {

  private TickRange() {}

  /** The ticks after the one instant, up to and including the other; none: there is no tick. */
  public static Optional<PassedRange> of(
      Schedule schedule, Instant after, Instant upTo, PassedReason reason) {
    long count = schedule.count(after, upTo);
    if (count == 0) {
      return Optional.empty();
    }
    Instant first = schedule.next(after).orElseThrow();
    Instant last = schedule.latest(after, upTo).orElseThrow();
    return Optional.of(new PassedRange(first, last, count, reason));
  }
}
