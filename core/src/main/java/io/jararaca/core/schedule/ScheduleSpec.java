package io.jararaca.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as a person wrote it. {@link #compile()} checks it.
 *
 * @param expression cron with 5 fields, 6 with seconds first, a macro, or {@code @every 90s}
 * @param timeZone an IANA name; {@code @every} pays no heed to it
 * @param dstGapPolicy what becomes of ticks whose local time does not exist
 * @param startTime no tick is planned before it; null for no bound
 * @param endTime no tick is planned after it; null for no bound
 * @param jitter up to how much later than planned ticks are due; whole seconds, not negative
 * @param anchor what {@code @every} counts from: the resource's creation, the epoch outside
 *     Kubernetes
 */
public record ScheduleSpec(
    String expression,
    String timeZone,
    DstGapPolicy dstGapPolicy,
    @Nullable Instant startTime,
    @Nullable Instant endTime,
    Duration jitter,
    Instant anchor) {

  public ScheduleSpec {
    Objects.requireNonNull(expression, "expression");
    Objects.requireNonNull(timeZone, "timeZone");
    Objects.requireNonNull(dstGapPolicy, "dstGapPolicy");
    Objects.requireNonNull(jitter, "jitter");
    Objects.requireNonNull(anchor, "anchor");
  }

  /** An expression with all defaults: UTC, lost ticks fire after the gap, no bounds, no jitter. */
  public static ScheduleSpec of(String expression) {
    return new ScheduleSpec(
        expression, "UTC", DstGapPolicy.NEXT_VALID, null, null, Duration.ZERO, Instant.EPOCH);
  }

  public ScheduleSpec withTimeZone(String timeZone) {
    return new ScheduleSpec(expression, timeZone, dstGapPolicy, startTime, endTime, jitter, anchor);
  }

  public ScheduleSpec withDstGapPolicy(DstGapPolicy dstGapPolicy) {
    return new ScheduleSpec(expression, timeZone, dstGapPolicy, startTime, endTime, jitter, anchor);
  }

  public ScheduleSpec withBounds(@Nullable Instant startTime, @Nullable Instant endTime) {
    return new ScheduleSpec(expression, timeZone, dstGapPolicy, startTime, endTime, jitter, anchor);
  }

  public ScheduleSpec withJitter(Duration jitter) {
    return new ScheduleSpec(expression, timeZone, dstGapPolicy, startTime, endTime, jitter, anchor);
  }

  public ScheduleSpec withAnchor(Instant anchor) {
    return new ScheduleSpec(expression, timeZone, dstGapPolicy, startTime, endTime, jitter, anchor);
  }

  /**
   * @throws InvalidScheduleException naming the field, what was read, and what would be right
   */
  public Schedule compile() {
    return Schedule.of(this);
  }

  /**
   * The schedule in one spelling, to be stored and compared: equal for schedules that are written
   * alike but for case, spaces, macros and what has no effect on them. Defaults are left out.
   *
   * @throws InvalidScheduleException if the schedule is not valid
   */
  public String canonicalText() {
    return CanonicalText.of(this);
  }

  /**
   * The schedule that {@link #canonicalText()} wrote down.
   *
   * @throws IllegalArgumentException if the text is not of a version this release reads, or, as an
   *     {@link InvalidScheduleException}, if a value in it is not valid
   */
  public static ScheduleSpec parse(String canonicalText) {
    return CanonicalText.parse(canonicalText);
  }
}
