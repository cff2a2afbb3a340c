package io.jararaca.operator.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.OwnerCounters;
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
  void leadership_parts_and_how_runs_ended_are_shown() {
    Part redis = new Part("redis");
    metrics.watch(redis);
    redis.up();
    metrics.leading(true);
    metrics.counted(
        new OwnerCounters(1, 1, 0, 0, 0, 0, 0, 0, 0), new OwnerCounters(5, 3, 2, 0, 0, 0, 0, 0, 4));

    assertThat(metrics.scrape())
        .contains("jararaca_leader 1.0")
        .contains("jararaca_part_up{part=\"redis\"} 1.0")
        .contains("jararaca_runs_ended_total{state=\"Succeeded\"} 2.0")
        .contains("jararaca_runs_ended_total{state=\"Failed\"} 2.0")
        .contains("jararaca_ticks_passed_total{kind=\"Missed\"} 4.0")
        .contains("jararaca_dispatch_lateness_seconds_bucket");
  }

  @Test
  void deaf_watches_are_counted() {
    metrics.watchesBegunAnew();

    assertThat(metrics.scrape()).contains("jararaca_watch_restarts_total 1.0");
  }
}
