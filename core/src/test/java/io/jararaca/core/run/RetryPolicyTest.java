package io.jararaca.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

  private static final RunId RUN = RunId.parse("25-e2752849-2ff6-57d9-b0e4-aadf1f4853b6");

  @ParameterizedTest
  @CsvSource({
    "1, 0.5, 1000",
    "2, 0.5, 2000",
    "3, 0.5, 4000",
    "3, 0.0, 3000",
    "6, 0.5, 32000",
    "7, 0.5, 60000",
    "1000, 0.5, 60000",
    "9, 0.999999, 74999"
  })
  void the_wait_grows_to_its_bound_and_is_spread(int failures, double spread, long millis) {
    assertThat(RetryPolicy.DEFAULT.backoff(failures, spread)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void a_broken_factor_gives_whole_milliseconds_rounded_down() {
    RetryPolicy policy = new RetryPolicy(9, Duration.ofSeconds(1), Duration.ofSeconds(60), 1.5, 10);

    assertThat(policy.backoff(4, 0.25)).isEqualTo(Duration.ofMillis(3206));
  }

  @Test
  void without_jitter_the_spread_does_not_matter() {
    RetryPolicy policy = new RetryPolicy(9, Duration.ofMillis(7), Duration.ofMillis(7), 1, 0);

    assertThat(policy.backoff(5, 0)).isEqualTo(policy.backoff(5, 0.99)).hasMillis(7);
  }

  @ParameterizedTest
  @CsvSource({"1, 0.6322755413129926", "2, 0.6024125455878675", "3, 0.0653367624618113"})
  void a_runs_spread_is_what_every_implementation_computes(int failures, double spread) {
    assertThat(RetryPolicy.spreadOf(RUN, failures)).isEqualTo(spread, within(1e-15));
  }

  @Test
  void the_default_is_one_attempt() {
    assertThat(RetryPolicy.DEFAULT)
        .isEqualTo(new RetryPolicy(1, Duration.ofSeconds(1), Duration.ofSeconds(60), 2, 25));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 60, 2, 25, retry.maxAttempts 0: must be 1 or more",
    "1, -1, 60, 2, 25, retry.minBackoff PT-1S: must be zero or more",
    "1, 61, 60, 2, 25, 'retry.minBackoff PT1M1S: must be at most retry.maxBackoff, PT1M'",
    "1, 1, 60, 0.9, 25, retry.factor 0.9: must be 1 to 10",
    "1, 1, 60, 10.1, 25, retry.factor 10.1: must be 1 to 10",
    "1, 1, 60, NaN, 25, retry.factor NaN: must be 1 to 10",
    "1, 1, 60, 2, -1, retry.jitterPercent -1: must be 0 to 100",
    "1, 1, 60, 2, 101, retry.jitterPercent 101: must be 0 to 100"
  })
  void a_value_out_of_its_bounds_is_refused_by_its_name(
      int maxAttempts, long min, long max, double factor, int jitter, String message) {
    assertThatThrownBy(
            () ->
                new RetryPolicy(
                    maxAttempts, Duration.ofSeconds(min), Duration.ofSeconds(max), factor, jitter))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
