package io.jararaca.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration YEAR = Duration.ofDays(365);

  @Test
  void next_and_previous_exclude_the_instant_itself() {
    Schedule schedule = ScheduleSpec.of("* * * * *").compile();

    assertThat(schedule.next(NEW_YEAR)).contains(NEW_YEAR.plusSeconds(60));
    assertThat(schedule.next(NEW_YEAR.minusNanos(1))).contains(NEW_YEAR);
    assertThat(schedule.previous(NEW_YEAR)).contains(NEW_YEAR.minusSeconds(60));
    assertThat(schedule.previous(NEW_YEAR.plusNanos(1))).contains(NEW_YEAR);
  }

  @Test
  void a_year_of_every_second_is_counted_at_once() {
    Schedule schedule = ScheduleSpec.of("* * * * * *").withTimeZone("Europe/Berlin").compile();

    assertThat(schedule.count(NEW_YEAR, NEW_YEAR.plus(YEAR))).isEqualTo(31_536_000);
    assertThat(schedule.latest(NEW_YEAR, NEW_YEAR.plus(YEAR))).contains(NEW_YEAR.plus(YEAR));
  }

  @ParameterizedTest
  @ValueSource(strings = {"* * * * * *", "0 0 29 2 *", "0 0 30 2 *", "@every 7s"})
  void the_ends_of_time_are_borne(String expression) {
    Schedule schedule = ScheduleSpec.of(expression).withTimeZone("America/Havana").compile();

    assertThat(schedule.next(Instant.MAX)).isEmpty();
    assertThat(schedule.previous(Instant.MIN)).isEmpty();
    assertThat(schedule.count(Instant.MAX, Instant.MIN)).isZero();
    assertThat(schedule.count(Instant.MIN, Instant.MAX) > 0)
        .isEqualTo(schedule.next(Instant.MIN).isPresent())
        .isEqualTo(schedule.previous(Instant.MAX).isPresent());
  }

  @Test
  void the_anchor_of_an_interval_is_no_tick() {
    Schedule schedule = ScheduleSpec.of("@every 1h").withAnchor(NEW_YEAR).compile();

    assertThat(schedule.next(Instant.EPOCH)).contains(NEW_YEAR.plusSeconds(3600));
    assertThat(schedule.previous(NEW_YEAR.plusSeconds(3600))).isEmpty();
  }

  @Test
  void bounds_are_ticks_themselves() {
    Instant end = NEW_YEAR.plusSeconds(120);
    Schedule schedule = ScheduleSpec.of("* * * * *").withBounds(NEW_YEAR, end).compile();

    assertThat(schedule.next(Instant.EPOCH, 10))
        .containsExactly(NEW_YEAR, NEW_YEAR.plusSeconds(60), end);
    assertThat(schedule.count(Instant.EPOCH, Instant.MAX)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          0 0 29-31/2 2 MON#5   ~ ''
          0 0 */30 2 MON        ~ ''
          0 0 30 2 *            ~ no year has day 30 of February
          0 0 30,31 2 *         ~ no year has days 30 and 31 of February
          0 0 31 4,6 *          ~ no year has day 31 of April and June
          0 0 L-30 2 *          ~ no year has the 30th day before the last of February
          0 0 */31 2 MON#2      ~ no day of any year matches both the day of month and the day of week
          """)
  void a_schedule_without_ticks_says_why(String expression, String reason) {
    Schedule schedule = ScheduleSpec.of(expression).compile();

    assertThat(schedule.never().orElse("")).isEqualTo(reason);
    assertThat(schedule.next(NEW_YEAR).isEmpty()).isEqualTo(!reason.isEmpty());
  }

  @Test
  void ticks_that_all_lie_in_skipped_gaps_never_come() {
    ScheduleSpec spec = ScheduleSpec.of("30 2 25-31 3 */7").withTimeZone("Europe/Berlin");
    Schedule skipped = spec.withDstGapPolicy(DstGapPolicy.SKIP).compile();

    assertThat(skipped.next(NEW_YEAR)).isEmpty();
    assertThat(skipped.never())
        .contains("every tick falls into a gap of daylight saving time, and dstGapPolicy is Skip");
    assertThat(spec.compile().next(NEW_YEAR)).contains(Instant.parse("2026-03-29T01:00:00Z"));
  }

  @Test
  void bounds_without_a_tick_between_them_are_a_reason() {
    ScheduleSpec spec = ScheduleSpec.of("0 0 1 1 *");

    assertThat(spec.withBounds(NEW_YEAR.plusSeconds(1), NEW_YEAR.plusSeconds(9)).compile().never())
        .contains("no tick lies between startTime and endTime");
    assertThat(spec.withBounds(NEW_YEAR, NEW_YEAR).compile().never()).isEmpty();
  }

  @Test
  void jitter_spreads_owners_evenly() {
    Schedule schedule = ScheduleSpec.of("@daily").withJitter(Duration.ofSeconds(10)).compile();

    int[] owners = new int[10];
    IntStream.range(0, 10_000)
        .mapToLong(i -> schedule.jitter("uid-" + i).toMillis())
        .forEach(millis -> owners[(int) Math.min(9, millis / 1000)]++);

    assertThat(Arrays.stream(owners)).allMatch(count -> count >= 850 && count <= 1150);
  }

  @Test
  void jitter_of_an_owner_is_the_same_for_ever() {
    Schedule schedule = ScheduleSpec.of("@daily").withJitter(Duration.ofMinutes(1)).compile();

    assertThat(schedule.due(NEW_YEAR, "3f0c1b5e-8f3a-4a53-9d0e-0f6f1f0d8c11"))
        .isEqualTo(Instant.parse("2026-01-01T00:00:34.933Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "@daily, v1|0 0 * * *",
    "@Every 1h30m, v1|@every 5400s",
    "' 0  3 ? *\tmon ', v1|0 3 * * MON",
    "0 0 3 * * MON, v1|0 3 * * MON",
    "15 0 3 * * MON, v1|15 0 3 * * MON",
  })
  void the_canonical_text_has_one_spelling_and_no_defaults(String expression, String text) {
    assertThat(ScheduleSpec.of(expression).canonicalText()).isEqualTo(text);
  }

  @Test
  void the_canonical_text_holds_what_is_not_default() {
    ScheduleSpec spec =
        new ScheduleSpec(
            "0 3 * * *",
            "Europe/Berlin",
            DstGapPolicy.SKIP,
            NEW_YEAR,
            NEW_YEAR.plusSeconds(1),
            Duration.ofSeconds(30),
            NEW_YEAR);

    assertThat(spec.canonicalText())
        .isEqualTo(
            "v1|0 3 * * *|tz=Europe/Berlin|gap=Skip|start=2026-01-01T00:00:00Z"
                + "|end=2026-01-01T00:00:01Z|jitter=30");
    assertThat(ScheduleSpec.parse(spec.canonicalText())).isEqualTo(spec.withAnchor(Instant.EPOCH));
    assertThat(ScheduleSpec.of("@every 9s").withAnchor(NEW_YEAR).canonicalText())
        .isEqualTo("v1|@every 9s|anchor=2026-01-01T00:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v1",
        "v2|* * * * *",
        "v1|* * * * *|gap=Keep",
        "v1|* * * * *|hour=1",
        "v1|* * * * *|jitter=x",
        "v1|* * * * *|start=now",
        "v1|* * * * *|tz=Mars/Olympus",
      })
  void a_text_of_another_version_is_refused(String text) {
    assertThatThrownBy(() -> ScheduleSpec.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_description_tells_zone_bounds_and_jitter() {
    ScheduleSpec spec =
        ScheduleSpec.of("0 3 * * MON")
            .withTimeZone("Europe/Berlin")
            .withBounds(NEW_YEAR, NEW_YEAR.plusSeconds(86_400))
            .withJitter(Duration.ofSeconds(90));

    assertThat(spec.compile().describe())
        .isEqualTo(
            "at 03:00 every Monday, Europe/Berlin, not before 2026-01-01T00:00:00Z, not after"
                + " 2026-01-02T00:00:00Z, up to 1 minute 30 seconds later");
    assertThat(ScheduleSpec.of("@every 1h").withAnchor(NEW_YEAR).compile().describe())
        .isEqualTo("every hour, counted from 2026-01-01T00:00:00Z");
  }
}
