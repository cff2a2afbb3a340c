package io.jararaca.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockChangeNotesTest {

  private static final String FORWARD = "clocks go from 02:00 to 03:00";
  private static final String BACK = "clocks go back from 03:00 to 02:00";
  private static final Instant MARCH = Instant.parse("2026-03-28T12:00:00Z");
  private static final Instant OCTOBER = Instant.parse("2026-10-24T12:00:00Z");

  @Test
  void ordinary_ticks_have_no_note() {
    assertThat(notes("30 2 * * *", Instant.parse("2026-06-01T00:00:00Z"), 3))
        .containsExactly("", "", "");
  }

  @Test
  void a_tick_at_the_end_of_a_gap_names_the_one_it_stands_for() {
    assertThat(notes("30 2 * * *", MARCH, 2))
        .containsExactly("stands for 2026-03-29 02:30, which does not exist: " + FORWARD, "");
  }

  @Test
  void several_lost_ticks_are_counted() {
    assertThat(notes("*/20 2 * * *", MARCH, 1))
        .containsExactly(
            "stands for 3 ticks from 2026-03-29 02:00 to 02:40, which do not exist: " + FORWARD);
  }

  @Test
  void a_tick_that_comes_anyway_also_stands_for_the_lost_one() {
    assertThat(notes("0 2,3 * * *", MARCH, 1))
        .containsExactly("also stands for 2026-03-29 02:00, which does not exist: " + FORWARD);
  }

  @Test
  void what_was_skipped_is_told_by_the_next_tick_only() {
    assertThat(notes(berlin("30 2 * * *").withDstGapPolicy(DstGapPolicy.SKIP), MARCH, 2))
        .containsExactly(
            "comes after a skip of 2026-03-29 02:30, which does not exist: " + FORWARD, "");
  }

  @Test
  void what_was_skipped_before_the_schedule_began_is_not_told() {
    ScheduleSpec spec =
        berlin("30 2 * * *")
            .withDstGapPolicy(DstGapPolicy.SKIP)
            .withBounds(Instant.parse("2026-03-29T06:00:00Z"), null);

    assertThat(notes(spec, MARCH, 1)).containsExactly("");
  }

  @Test
  void an_hour_of_star_loses_nothing() {
    assertThat(notes("15 * * * *", Instant.parse("2026-03-29T00:00:00Z"), 2))
        .containsExactly("", "");
  }

  @Test
  void a_daily_tick_in_a_repeated_hour_fires_once_and_says_so() {
    assertThat(notes("30 2 * * *", OCTOBER, 2))
        .containsExactly("the first of two 02:30, the second does not fire: " + BACK, "");
  }

  @Test
  void an_hourly_tick_in_a_repeated_hour_fires_twice_and_says_which() {
    assertThat(notes("30 * * * *", Instant.parse("2026-10-25T00:00:00Z"), 3))
        .containsExactly(
            "the first of two 02:30, the second fires too: " + BACK,
            "the second 02:30 of this day: " + BACK,
            "");
  }

  @Test
  void seconds_are_written_where_there_are_any() {
    assertThat(notes("15 30 2 * * *", MARCH, 1))
        .containsExactly("stands for 2026-03-29 02:30:15, which does not exist: " + FORWARD);
  }

  @Test
  void intervals_know_no_clocks() {
    assertThat(notes("@every 1h", MARCH, 24)).containsOnly("");
  }

  @Test
  void the_end_of_time_is_no_change_of_clocks() {
    assertThat(notes(ScheduleSpec.of("0 0 * * *"), Instant.parse("9999-12-30T00:00:00Z"), 1))
        .containsExactly("");
  }

  private static ScheduleSpec berlin(String cron) {
    return ScheduleSpec.of(cron).withTimeZone("Europe/Berlin");
  }

  private static List<String> notes(String cron, Instant after, int count) {
    return notes(berlin(cron), after, count);
  }

  private static List<String> notes(ScheduleSpec spec, Instant after, int count) {
    Schedule schedule = spec.compile();
    return schedule.next(after, count).stream()
        .map(tick -> schedule.clockChange(tick).orElse(""))
        .toList();
  }
}
