package io.jararaca.core.schedule;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which a zone keeps one offset from UTC, and what the change that began it
 * did to clocks on walls.
 *
 * @param start the first second of the stretch
 * @param end the second after the last
 * @param offset seconds to add to an instant to read the clock
 * @param offsetBefore that of the stretch before; equal to {@code offset} if there is none
 */
record Stretch(long start, long end, int offset, int offsetBefore) {

  /** The stretch that holds a second. */
  static Stretch around(ZoneRules rules, long second) {
    // previousTransition looks strictly before.
    @Nullable ZoneOffsetTransition began =
        rules.previousTransition(Instant.ofEpochSecond(second + 1));
    @Nullable ZoneOffsetTransition ends = rules.nextTransition(Instant.ofEpochSecond(second));
    int offset = rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
    return new Stretch(
        began == null ? Ticks.EARLIEST : Math.max(Ticks.EARLIEST, began.toEpochSecond()),
        ends == null ? Ticks.LATEST + 1 : Math.min(Ticks.LATEST + 1, ends.toEpochSecond()),
        offset,
        began == null ? offset : began.getOffsetBefore().getTotalSeconds());
  }

  long localStart() {
    return start + offset;
  }

  long localEnd() {
    return end + offset;
  }

  /** What the clock would have read at the start, had it not been changed. */
  long localStartUnchanged() {
    return start + offsetBefore;
  }

  boolean beginsAfterGap() {
    return offset > offsetBefore;
  }

  boolean beginsWithSecondPass() {
    return offset < offsetBefore;
  }
}
