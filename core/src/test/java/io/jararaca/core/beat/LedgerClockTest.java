package io.jararaca.core.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LedgerClockTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private long nanos = 17;
  private final LedgerClock clock = new LedgerClock(() -> nanos);

  @Test
  void it_knows_nothing_before_the_first_answer() {
    assertThat(clock.known()).isFalse();
    assertThatThrownBy(clock::millis).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void it_goes_on_from_an_answer() {
    clock.observe(NOON);

    pass(1_500);

    assertThat(clock.now()).isEqualTo(NOON.plusMillis(1_500));
  }

  @Test
  void a_slow_answer_does_not_set_it_back() {
    clock.observe(NOON);
    pass(1_000);

    clock.observe(NOON.plusMillis(400));

    assertThat(clock.now()).isEqualTo(NOON.plusMillis(1_000));
  }

  @Test
  void a_quick_answer_sets_it_forward() {
    clock.observe(NOON);
    pass(1_000);

    clock.observe(NOON.plusMillis(1_003));

    assertThat(clock.now()).isEqualTo(NOON.plusMillis(1_003));
  }

  @Test
  void a_clock_that_runs_slower_than_ours_is_followed_after_two_windows() {
    clock.observe(NOON);
    for (int second = 1; second <= 60; second++) {
      pass(1_000);
      clock.observe(NOON.plusMillis(second * 990L));
    }

    assertThat(clock.now()).isBetween(NOON.plusMillis(60 * 990L), NOON.plusMillis(60 * 990L + 250));
  }

  @Test
  void it_tells_how_long_until_an_instant() {
    clock.observe(NOON);
    pass(250);

    assertThat(clock.nanosUntil(NOON.toEpochMilli() + 251)).isEqualTo(1_000_000);
    assertThat(clock.nanosUntil(NOON.toEpochMilli())).isNegative();
  }

  private void pass(long millis) {
    nanos += millis * 1_000_000;
  }
}
