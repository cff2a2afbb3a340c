package io.jararaca.core.action;

import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.schedule.Schedule;
import io.jararaca.core.schedule.ScheduleSpec;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A schedule and whether it is suspended, as one text that the ledger stores and compares. Read
 * back, it tells a later leader which ticks the schedule had.
 *
 * @param schedule none: the resource is invalid and has no ticks
 */
public record ScheduleText(@Nullable Schedule schedule, boolean suspended) {

  /** The text of a resource that is invalid as it stands. */
  public static final ScheduleText INVALID = new ScheduleText(null, false);

  private static final String INVALID_TEXT = "invalid";
  private static final String SUSPENDED = "suspended ";

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException if the text is of a version this release does not read
   */
  public static ScheduleText parse(String text) {
    if (text.equals(INVALID_TEXT)) {
      return INVALID;
    }
    boolean suspended = text.startsWith(SUSPENDED);
    String schedule = suspended ? text.substring(SUSPENDED.length()) : text;
    return new ScheduleText(ScheduleSpec.parse(schedule).compile(), suspended);
  }

  /**
   * Its ticks after the one instant, up to and including the other, as passed over because this
   * text was replaced.
   */
  public Optional<PassedRange> passedOver(Instant after, Instant upTo) {
    if (schedule == null) {
      return Optional.empty();
    }
    return TickRange.of(
        schedule, after, upTo, suspended ? PassedReason.SUSPENDED : PassedReason.SUPERSEDED);
  }

  @Override
  public String toString() {
    if (schedule == null) {
      return INVALID_TEXT;
    }
    return suspended ? SUSPENDED + schedule : schedule.toString();
  }
}
