package io.jararaca.core.action;

import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.schedule.Schedule;
import io.jararaca.core.schedule.ScheduleSpec;
import java.time.Instant;
import java.util.Optional;

/**
 * A schedule and whether it is suspended, as one text that the ledger stores and compares. Read
 * back, it tells a later leader which ticks the schedule had.
 */
public record ScheduleText(Schedule schedule, boolean suspended) {

  private static final String SUSPENDED = "suspended ";

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException if the text is of a version this release does not read
   */
  public static ScheduleText parse(String text) {
    boolean suspended = text.startsWith(SUSPENDED);
    String schedule = suspended ? text.substring(SUSPENDED.length()) : text;
    return new ScheduleText(ScheduleSpec.parse(schedule).compile(), suspended);
  }

  /**
   * Its ticks after the one instant, up to and including the other, as passed over because this
   * text was replaced.
   */
  public Optional<PassedRange> passedOver(Instant after, Instant upTo) {
    long count = schedule.count(after, upTo);
    if (count == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new PassedRange(
            schedule.next(after).orElseThrow(),
            schedule.latest(after, upTo).orElseThrow(),
            count,
            suspended ? PassedReason.SUSPENDED : PassedReason.SUPERSEDED));
  }

  @Override
  public String toString() {
    return suspended ? SUSPENDED + schedule : schedule.toString();
  }
}
