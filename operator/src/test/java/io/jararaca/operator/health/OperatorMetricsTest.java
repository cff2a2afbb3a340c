package io.jararaca.operator.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.Backlog;
import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.OwnerCounters;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunSpecBuilder;
import io.jararaca.core.run.RunState;
import io.jararaca.core.schedule.ZoneData;
import io.jararaca.health.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
  void what_waits_is_shown_while_this_process_leads() {
    Instant now = Instant.parse("2026-03-01T08:00:00Z");
    metrics.leading(true);
    metrics.backlog(new Backlog(Map.of("shop", 7L, "bank", 2L), 3, now.minusMillis(1500), now));

    assertThat(metrics.scrape())
        .contains("jararaca_messages_pending{namespace=\"shop\"} 7.0")
        .contains("jararaca_messages_pending{namespace=\"bank\"} 2.0")
        .contains("jararaca_runs_overdue 3.0")
        .contains("jararaca_runs_overdue_age_seconds 1.5");

    metrics.backlog(new Backlog(Map.of("shop", 1L), 0, now.plusSeconds(9), now));

    assertThat(metrics.scrape())
        .contains("jararaca_messages_pending{namespace=\"shop\"} 1.0")
        .contains("jararaca_messages_pending{namespace=\"bank\"} 0.0")
        .contains("jararaca_runs_overdue_age_seconds 0.0");

    metrics.leading(false);

    assertThat(metrics.scrape()).contains("jararaca_messages_pending{namespace=\"shop\"} 0.0");
  }

  @Test
  void deaf_watches_are_counted() {
    metrics.watchesBegunAnew();

    assertThat(metrics.scrape()).contains("jararaca_watch_restarts_total 1.0");
  }

  @Test
  void what_is_shown_is_what_is_described_and_nothing_else() {
    Owner owner = new Owner(OwnerKey.scheduledAction("shop", "report"), "uid-1");
    RunSpec run = RunSpecBuilder.tick(owner, Instant.EPOCH).build();
    metrics.watch(new Part("redis"));
    metrics.backlog(new Backlog(Map.of("shop", 7L), 0, null, Instant.EPOCH));
    metrics.claimed(
        new Claim.Trigger(owner, "now", run, new byte[0], List.of()), new ClaimResult.SlotBusy());
    metrics.dispatched(run, Duration.ofMillis(3));
    metrics.refused(run, "no queue");
    metrics.counted(
        new OwnerCounters(0, 0, 0, 0, 0, 0, 0, 0, 0), new OwnerCounters(8, 1, 1, 1, 1, 1, 1, 1, 1));
    metrics.messageEnded(RunState.DUPLICATE);
    metrics.statusWrite("written");
    metrics.watchesBegunAnew();

    assertThat(shown())
        .containsExactlyInAnyOrderEntriesOf(
            Arrays.stream(OperatorMetric.values())
                .map(OperatorMetric::metric)
                .collect(Collectors.toMap(Metric::prometheusName, Metric::meaning)));
  }

  /** Names, each with what its HELP says. */
  private Map<String, String> shown() {
    return Pattern.compile("(?m)^# HELP (\\S+) (.*)$")
        .matcher(metrics.scrape())
        .results()
        .filter(help -> !help.group(1).endsWith("_max"))
        .collect(Collectors.toMap(help -> help.group(1), help -> help.group(2)));
  }
}
