package io.jararaca.core.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoopSettingsTest {

  @Test
  void the_defaults_are_those_of_the_protocol() {
    assertThat(LoopSettings.DEFAULT)
        .isEqualTo(
            new LoopSettings(
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                Duration.ofSeconds(2),
                Duration.ofMillis(200),
                Duration.ofSeconds(5)));
  }

  @Test
  void a_lease_too_short_for_its_heartbeats_is_refused() {
    assertThatThrownBy(() -> settings(Duration.ofSeconds(14), Duration.ofSeconds(15)))
        .hasMessage("lease PT14S: must be at least two heartbeats and leaseMargin together");
  }

  @Test
  void an_announcement_must_outlast_the_next_heartbeat() {
    assertThatThrownBy(() -> settings(Duration.ofSeconds(30), Duration.ofSeconds(5)))
        .hasMessage("presence PT5S: must be longer than heartbeat, PT5S");
  }

  @Test
  void negative_durations_are_refused_by_name() {
    assertThatThrownBy(() -> LoopSettings.DEFAULT.withGraciousShutdown(Duration.ofSeconds(-1)))
        .hasMessage("graciousShutdown PT-1S: must not be negative");
  }

  private static LoopSettings settings(Duration lease, Duration presence) {
    return new LoopSettings(
        lease,
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        presence,
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofSeconds(2),
        Duration.ofMillis(200),
        Duration.ofSeconds(5));
  }
}
