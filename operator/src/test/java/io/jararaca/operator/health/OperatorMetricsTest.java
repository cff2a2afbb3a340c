package io.jararaca.operator.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.broker.PublishRefusedException;
import io.jararaca.core.broker.RunPublisher;
import io.jararaca.core.ledger.Backlog;
import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.OwnerCounters;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunSpecBuilder;
import io.jararaca.core.run.RunState;
import io.jararaca.core.schedule.ZoneData;
import io.jararaca.health.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OperatorMetricsTest {

  private static final Owner OWNER = new Owner(OwnerKey.scheduledAction("shop", "report"), "uid-1");

  private final OperatorMetrics metrics = new OperatorMetrics();

  @Test
  void the_release_of_the_zone_data_is_a_label() {
    assertThat(metrics.scrape())
        .contains("jararaca_zone_data_info{version=\"" + ZoneData.version() + "\"} 1");
  }

  @Test
  void partitions_that_the_ledger_cannot_serve_are_counted_while_this_replica_leads() {
    metrics.leading(true);
    metrics.faulty(new Partition(3), "SWEEP: WRONGTYPE");
    metrics.faulty(new Partition(3), "CLAIM: WRONGTYPE");
    metrics.faulty(new Partition(4), "SWEEP: WRONGTYPE");
    assertThat(metrics.scrape()).contains("jararaca_ledger_faulty_partitions 2.0");

    metrics.healthy(new Partition(3));
    assertThat(metrics.scrape()).contains("jararaca_ledger_faulty_partitions 1.0");

    metrics.leading(false);
    assertThat(metrics.scrape()).contains("jararaca_ledger_faulty_partitions 0.0");
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
  void counters_that_alerts_ask_for_are_there_from_the_start() {
    assertThat(metrics.scrape())
        .contains("jararaca_publish_refused_total 0.0")
        .contains("jararaca_actions_state_lost_total 0.0")
        .contains("jararaca_runs_ended_total{state=\"Lost\"} 0.0")
        .contains("jararaca_ticks_passed_total{kind=\"Missed\"} 0.0")
        .contains("jararaca_status_writes_total{result=\"failed\"} 0.0")
        .doesNotContain("state=\"Running\"");
  }

  @Test
  void what_the_servers_take_their_time_for_is_shown() {
    metrics.claimsAnswered(Duration.ofMillis(3));
    RunSpec run = RunSpecBuilder.tick(OWNER, Instant.EPOCH).build();
    CompletableFuture<Void> confirm = new CompletableFuture<>();
    CompletableFuture<Void> refusal = new CompletableFuture<>();
    AtomicLong nanos = new AtomicLong();
    Iterator<CompletableFuture<Void>> answers = List.of(confirm, refusal).iterator();
    MeasuredPublisher publisher =
        new MeasuredPublisher(new AnsweringPublisher(answers), metrics, nanos::get);
    publisher.publish(new Publication(run, 0, "incarnation", new byte[0]));
    publisher.publish(new Publication(run, 1, "incarnation", new byte[0]));
    nanos.set(Duration.ofMillis(30).toNanos());
    confirm.complete(null);
    refusal.completeExceptionally(new PublishRefusedException("full"));

    assertThat(metrics.scrape())
        .contains("jararaca_claim_latency_seconds_bucket{le=\"0.002\"} 0")
        .contains("jararaca_claim_latency_seconds_bucket{le=\"0.005\"} 1")
        .contains("jararaca_confirm_latency_seconds_bucket{le=\"0.025\"} 0")
        .contains("jararaca_confirm_latency_seconds_bucket{le=\"0.05\"} 1")
        .contains("jararaca_confirm_latency_seconds_count 1");
  }

  @Test
  void what_waits_for_a_confirm_and_who_works_is_shown_while_this_process_leads() {
    metrics.leading(true);
    metrics.awaitingConfirm(7);
    metrics.workers(2);

    assertThat(metrics.scrape())
        .contains("jararaca_dispatch_awaiting_confirm 7.0")
        .contains("jararaca_workers_live 2.0");

    metrics.leading(false);

    assertThat(metrics.scrape())
        .contains("jararaca_dispatch_awaiting_confirm 0.0")
        .contains("jararaca_workers_live 0.0");
  }

  @Test
  void a_lost_state_is_counted_by_actions() {
    metrics.stateLost(3);
    metrics.stateLost(2);

    assertThat(metrics.scrape()).contains("jararaca_actions_state_lost_total 5.0");
  }

  @Test
  void deaf_watches_are_counted() {
    metrics.watchesBegunAnew();

    assertThat(metrics.scrape()).contains("jararaca_watch_restarts_total 1.0");
  }

  @Test
  void what_is_shown_is_what_is_described_and_nothing_else() {
    RunSpec run = RunSpecBuilder.tick(OWNER, Instant.EPOCH).build();
    metrics.watch(new Part("redis"));
    metrics.backlog(new Backlog(Map.of("shop", 7L), 0, null, Instant.EPOCH));
    metrics.claimed(
        new Claim.Trigger(OWNER, "now", run, new byte[0], List.of()), new ClaimResult.SlotBusy());
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

  private record AnsweringPublisher(Iterator<CompletableFuture<Void>> answers)
      implements RunPublisher {

    @Override
    public CompletableFuture<Void> publish(Publication publication) {
      return answers.next();
    }

    @Override
    public boolean available() {
      return true;
    }

    @Override
    public void close() {}
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
