package io.jararaca.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Quartz and we agree on {@code L}, {@code W}, {@code #} and wrapping ranges, but for what is
 * listed.
 */
class QuartzTableTest {
  private static final OracleTable TABLE = OracleTable.read("quartz.tsv");

  /** Quartz reads a step after a range of names and pays no heed to it: here, each month. */
  private static final String STEP_AFTER_NAMES = "0 0 12 ? OCT-MAR/2 *";

  @Test
  void next_ticks_are_those_that_quartz_finds() {
    List<String> different = new ArrayList<>();

    for (String[] row : TABLE.rows()) {
      Schedule schedule = ScheduleSpec.of(row[0]).withTimeZone(row[1]).compile();
      String next = schedule.next(Instant.parse(row[2])).map(Instant::toString).orElse("never");
      if (!next.equals(row[3]) && !row[0].equals(STEP_AFTER_NAMES)) {
        different.add(String.join(" | ", row) + " but ours is " + next);
      }
    }

    assertThat(different).isEmpty();
    assertThat(TABLE.rows()).hasSizeGreaterThan(2_900);
  }

  @Test
  void a_step_after_names_is_a_step_unlike_in_quartz() {
    Schedule schedule = ScheduleSpec.of(STEP_AFTER_NAMES).compile();

    assertThat(schedule.next(Instant.parse("2026-10-31T12:00:00Z")))
        .contains(Instant.parse("2026-12-01T12:00:00Z"));
    assertThat(schedule.next(Instant.parse("2026-12-31T12:00:00Z")))
        .contains(Instant.parse("2027-02-01T12:00:00Z"));
  }
}
