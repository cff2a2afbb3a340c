package io.jararaca.operator.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.schedule.ZoneData;
import org.junit.jupiter.api.Test;

class OperatorMetricsTest {

  private final OperatorMetrics metrics = new OperatorMetrics();

  @Test
  void the_release_of_the_zone_data_is_a_label() {
    assertThat(metrics.scrape())
        .contains("jararaca_zone_data_info{version=\"" + ZoneData.version() + "\"} 1");
  }

  @Test
  void deaf_watches_are_counted() {
    metrics.watchesBegunAnew();

    assertThat(metrics.scrape()).contains("jararaca_watch_restarts_total 1.0");
  }
}
