package io.jararaca.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static Schedule berlin(String cron) {
    return ScheduleSpec.of(cron).withTimeZone("Europe/Berlin").compile();
  }

  @Test
  void a_tick_lost_in_a_gap_fires_at_its_end() {
    assertThat(berlin("30 2 * * *").next(Instant.parse("2026-03-28T12:00:00Z"), 2))
        .containsExactly(
            Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-03-30T00:30:00Z"));
  }

  @Test
  void a_fixed_hour_fires_in_the_first_pass_alone() {
    assertThat(berlin("30 2 * * *").next(Instant.parse("2026-10-24T12:00:00Z"), 2))
        .containsExactly(
            Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-26T01:30:00Z"));
  }

  @Test
  void describes() {
    assertThat(berlin("0 3 * * MON").describe()).isEqualTo("at 03:00 every Monday, Europe/Berlin");
  }
}
