package io.jararaca.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvalidScheduleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          60 * * * *            ~ minute "60": 0 to 59
          60 * * * * *          ~ second "60": 0 to 59
          * 24 * * *            ~ hour "24": 0 to 23
          * * 0 * *             ~ day of month "0": 1 to 31
          * * * 13 *            ~ month "13": 1 to 12 or JAN to DEC
          * * * * 8             ~ day of week "8": 0 to 7 (0 and 7 are Sunday) or SUN to SAT
          * * * * MOON          ~ day of week "MOON": 0 to 7 (0 and 7 are Sunday) or SUN to SAT
          * * * JANUARY *       ~ month "JANUARY": names have three letters: "JAN"
          1,,2 * * * *          ~ minute "1,,2": a value is missing; 0 to 59
          5- * * * *            ~ minute "5-": a value is missing; 0 to 59
          1-2-3 * * * *         ~ minute "1-2-3": "2-3" is not 0 to 59
          */0 * * * *           ~ minute "*/0": the step after "/" is 1 to 60
          */ * * * *            ~ minute "*/": the step after "/" is 1 to 60
          * */25 * * *          ~ hour "*/25": the step after "/" is 1 to 24; for a longer interval write "@every 25h"
          */61 * * * * *        ~ second "*/61": the step after "/" is 1 to 60; for a longer interval write "@every 61s"
          ? * * * *             ~ minute "?": "?" stands alone, and only in day of month and day of week; write "*"
          0 0 ?,1 * *           ~ day of month "?,1": "?" stands alone, and only in day of month and day of week; write "*"
          0 0 32W * *           ~ day of month "32W": "32" is not 1 to 31
          0 0 1-5W * *          ~ day of month "1-5W": "1-5" is not 1 to 31
          0 0 L-31 * *          ~ day of month "L-31": the last day is "L", days before it "L-1" to "L-30"
          0 0 * * FRI#6         ~ day of week "FRI#6": after "#" comes 1 to 5, as in "FRI#2" for the second Friday
          TZ=UTC 0 3 * * *      ~ the zone belongs in timeZone, not in the expression
          @reboot               ~ "@reboot" is not one of @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly, @every
          @every 0s             ~ interval "0s": 1s to 3650d
          @every 3651d          ~ interval "3651d": 1s to 3650d
          @every 500ms          ~ interval "500ms": whole days, hours, minutes and seconds, as in "90s" or "1h30m"
          * * * *               ~ has 4 fields; write 5 fields (minute, hour, day of month, month, day of week) or 6 with seconds first
          """)
  void the_mend_names_the_part_and_what_would_be_right(String expression, String mend) {
    InvalidScheduleException e =
        catchThrowableOfType(
            InvalidScheduleException.class, () -> ScheduleSpec.of(expression).compile());

    assertThat(e.field()).isEqualTo("cron");
    assertThat(e.value()).isEqualTo(expression);
    assertThat(e.mend()).isEqualTo(mend);
    assertThat(e).hasMessage("cron \"%s\": %s", expression, mend);
  }

  @ParameterizedTest
  @CsvSource({
    "0 30 14 * *,       '; if seconds were meant to come first, write \"0 30 14 * * *\"'",
    "30 14 * * 1 2026,  '; without seconds, write \"30 14 * * 1\"'",
    "30 14 * * MON *,   '; without seconds, write \"30 14 * * MON\"'",
  })
  void a_swap_of_five_and_six_fields_is_guessed(String expression, String guess) {
    assertThatThrownBy(() -> ScheduleSpec.of(expression).compile()).hasMessageEndingWith(guess);
  }

  @ParameterizedTest
  @CsvSource({
    "Berlin, Europe/Berlin",
    "europe/berlin, Europe/Berlin",
    "Europe/Berln, Europe/Berlin",
    "America/Havanna, America/Havana",
    "Sao Paulo, America/Sao_Paulo",
    "PST, America/Los_Angeles",
    "' UTC', UTC",
    "utc, UTC",
    "Z, UTC",
    "UTC+2, Etc/GMT-2",
    "-11:00, Etc/GMT+11",
  })
  void an_unknown_zone_brings_the_nearest_name(String zone, String name) {
    assertThatThrownBy(() -> ScheduleSpec.of("@daily").withTimeZone(zone).compile())
        .isInstanceOf(InvalidScheduleException.class)
        .hasMessage(
            "timeZone \"%s\": not in the zone data of this JVM (%s); did you mean \"%s\"?",
            zone, ZoneData.version(), name);
  }

  @ParameterizedTest
  @CsvSource({"''", "Mars/Olympus", "Local", "+05:30", "../UTC"})
  void a_zone_like_no_other_brings_an_example(String zone) {
    assertThatThrownBy(() -> ScheduleSpec.of("@daily").withTimeZone(zone).compile())
        .hasMessageEndingWith("write an IANA name such as \"Europe/Berlin\" or \"UTC\"");
  }

  @Test
  void a_long_expression_is_not_repeated_whole() {
    assertThatThrownBy(() -> ScheduleSpec.of("1,".repeat(200)).compile())
        .hasMessageMatching("cron \"[1,]{256}…\": at most 256 characters");
  }

  @Test
  void jitter_is_whole_seconds_of_a_day_at_most() {
    ScheduleSpec spec = ScheduleSpec.of("@daily");

    for (Duration jitter :
        new Duration[] {Duration.ofSeconds(-1), Duration.ofMillis(1500), Duration.ofDays(2)}) {
      assertThatThrownBy(() -> spec.withJitter(jitter).compile())
          .hasMessageStartingWith("jitterSeconds")
          .hasMessageEndingWith("whole seconds, 0 to 86400");
    }
  }

  @Test
  void an_end_before_the_start_is_refused() {
    ScheduleSpec spec =
        ScheduleSpec.of("@daily")
            .withBounds(
                Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z"));

    assertThatThrownBy(spec::compile)
        .hasMessage("endTime \"2026-01-01T00:00:00Z\": not before startTime 2026-02-01T00:00:00Z");
  }
}
