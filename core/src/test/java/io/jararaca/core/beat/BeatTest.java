package io.jararaca.core.beat;

import static io.jararaca.core.action.Actions.action;
import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.action.Actions;
import io.jararaca.core.action.CatchUp;
import io.jararaca.core.broker.Delivery;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BeatTest {

  private static final HandlerRef REPORT = new HandlerRef("default", "report");

  private final BeatWorld world = new BeatWorld(Set.of(REPORT));

  @Test
  void it_publishes_each_tick_when_it_is_due() {
    world.lead(1);
    world.declare(action("report", "*/5 * * * * *").allowOverlap());

    world.pass(Duration.ofMillis(4_499));
    assertThat(world.plannedTimes()).isEmpty();
    world.pass(Duration.ofMillis(1));
    assertThat(world.plannedTimes()).containsExactly("12:00:05");
    world.pass(Duration.ofSeconds(10));
    assertThat(world.plannedTimes()).containsExactly("12:00:05", "12:00:10", "12:00:15");
  }

  @Test
  void a_confirmed_run_is_dispatched() {
    world.lead(1);
    Actions report = action("report", "*/5 * * * * *");
    world.declare(report);

    world.pass(Duration.ofSeconds(5));

    assertThat(world.snapshot(report).active())
        .singleElement()
        .satisfies(run -> assertThat(run.state()).isEqualTo(RunState.DISPATCHED));
  }

  @Test
  void a_tick_that_would_overlap_is_skipped_and_recorded() {
    world.lead(1);
    Actions report = action("report", "*/5 * * * * *");
    world.declare(report);
    world.pass(Duration.ofSeconds(5));
    Delivery first = world.deliveries.get(0);
    world.start(first);

    world.pass(Duration.ofSeconds(10));

    assertThat(world.plannedTimes()).containsExactly("12:00:05");
    assertThat(world.passed(report)).containsExactly("Overlap 12:00:10-12:00:15 ×2");
  }

  @Test
  void with_catch_up_all_ticks_wait_for_the_slot_and_run_in_order() {
    world.lead(1);
    world.declare(action("report", "*/5 * * * * *").catchUp(CatchUp.ALL));
    world.pass(Duration.ofSeconds(20));
    assertThat(world.plannedTimes()).containsExactly("12:00:05");

    for (int i = 0; i < 3; i++) {
      world.run(world.deliveries.get(i), new Outcome.Succeeded());
      world.pass(Duration.ofMillis(1));
    }

    assertThat(world.plannedTimes())
        .containsExactly("12:00:05", "12:00:10", "12:00:15", "12:00:20");
  }

  @Test
  void a_failed_run_is_published_again_after_its_back_off() {
    world.lead(1);
    Actions report = action("report", "0 0 13 * * *");
    world.declare(
        report.template(
            report
                .template()
                .withRetry(
                    new io.jararaca.core.run.RetryPolicy(
                        2, Duration.ofSeconds(4), Duration.ofSeconds(4), 1, 0))));
    world.pass(Duration.ofHours(1));
    world.run(world.deliveries.get(0), new Outcome.Failed("no"));

    world.pass(Duration.ofMillis(3_000));
    assertThat(world.deliveries).hasSize(1);
    world.pass(Duration.ofMillis(1_100));

    assertThat(world.deliveries).hasSize(2);
    assertThat(world.deliveries.get(1).publication().rev()).isEqualTo(1);
  }

  @Test
  void an_edit_never_fires_a_tick_from_before_it() {
    world.lead(1);
    Actions report = action("report", "0 0 3 * * *");
    world.declare(report);
    world.pass(Duration.ofHours(10));

    world.declare(report.cron("0 0 2 * * *").generation(2));
    world.pass(Duration.ofHours(3));

    assertThat(world.plannedTimes()).isEmpty();
    assertThat(world.passed(report)).isEmpty();
  }

  @Test
  void an_edit_cancels_a_tick_that_has_not_started() {
    world.lead(1);
    Actions report = action("report", "*/5 * * * * *");
    world.declare(report);
    world.pass(Duration.ofSeconds(5));

    world.declare(report.cron("0 0 3 * * *").generation(2));

    assertThat(world.start(world.deliveries.get(0))).isNull();
    assertThat(world.snapshot(report).history())
        .singleElement()
        .satisfies(run -> assertThat(run.state()).isEqualTo(RunState.CANCELLED));
  }

  @Test
  void a_suspension_is_recorded_when_it_ends_and_fires_nothing() {
    world.lead(1);
    Actions report = action("report", "*/5 * * * * *").allowOverlap();
    world.declare(report.suspend(true));
    world.pass(Duration.ofSeconds(20));

    world.declare(report.generation(2));

    assertThat(world.plannedTimes()).isEmpty();
    assertThat(world.passed(report)).containsExactly("Suspended 12:00:05-12:00:20 ×4");
    world.pass(Duration.ofSeconds(5));
    assertThat(world.plannedTimes()).containsExactly("12:00:25");
  }

  @Test
  void an_invalid_edit_stops_the_ticks_and_mending_it_fires_none_of_them() {
    world.lead(1);
    Actions report = action("report", "*/5 * * * * *").allowOverlap();
    world.declare(report);
    world.pass(Duration.ofSeconds(5));
    world.catalog.putInvalid(report.owner(), 2);
    world.pass(Duration.ofSeconds(20));

    world.declare(report.generation(3));
    world.pass(Duration.ofSeconds(5));

    assertThat(world.plannedTimes()).containsExactly("12:00:05", "12:00:30");
  }

  @Test
  void a_deleted_action_fires_no_more_and_what_has_not_started_is_cancelled() {
    world.lead(1);
    Actions report = action("report", "*/5 * * * * *");
    world.declare(report);
    world.pass(Duration.ofSeconds(5));

    world.catalog.delete(report.owner());
    world.pass(Duration.ofSeconds(20));

    assertThat(world.start(world.deliveries.get(0))).isNull();
    assertThat(world.deliveries).hasSize(1);
  }

  @Test
  void a_new_leader_goes_on_where_the_killed_one_stopped() {
    BeatWorld.Driven first = world.lead(1);
    Actions report = action("report", "*/5 * * * * *").allowOverlap().catchUp(CatchUp.ALL);
    world.declare(report);
    world.pass(Duration.ofSeconds(7));
    first.kill();
    world.pass(Duration.ofSeconds(13));

    world.lead(2);
    world.pass(Duration.ofSeconds(1));

    assertThat(world.plannedTimes())
        .containsExactly("12:00:05", "12:00:10", "12:00:15", "12:00:20");
  }

  @Test
  void a_leader_that_was_replaced_gives_up_when_the_ledger_refuses_it() {
    BeatWorld.Driven first = world.lead(1);
    world.declare(action("report", "*/5 * * * * *").allowOverlap());
    world.pass(Duration.ofSeconds(5));

    world.lead(2);
    world.pass(Duration.ofSeconds(5));

    assertThat(first.fencedTokens).isNotEmpty();
    assertThat(world.plannedTimes()).containsExactly("12:00:05", "12:00:10");
  }

  @Test
  void a_run_that_its_dead_leader_had_not_published_is_published_by_the_next() {
    BeatWorld.Driven first = world.lead(1);
    world.declare(action("report", "*/5 * * * * *"));
    world.broker.disconnect();
    world.pass(Duration.ofSeconds(5));
    first.kill();
    world.broker.reconnect();

    world.lead(2);
    world.pass(Duration.ofSeconds(10));

    assertThat(world.plannedTimes()).hasSize(1);
  }

  @Test
  void while_the_broker_is_away_ticks_wait_and_come_when_it_is_back() {
    world.lead(1);
    world.declare(action("report", "*/5 * * * * *"));
    world.broker.disconnect();
    world.pass(Duration.ofSeconds(22));
    assertThat(world.deliveries).isEmpty();

    world.broker.reconnect();
    world.pass(Duration.ofSeconds(1));

    assertThat(world.deliveries).hasSize(1);
  }

  @Test
  void a_partition_that_lost_its_state_is_raised_and_registered_again() {
    BeatWorld.Driven only = world.lead(1);
    Actions report = action("report", "*/5 * * * * *").allowOverlap();
    world.declare(report);
    world.pass(Duration.ofSeconds(6));

    world.ledger.flush(report.owner().key().partition());
    world.pass(Duration.ofSeconds(10));

    assertThat(only.fencedTokens).isEmpty();
    assertThat(world.plannedTimes()).contains("12:00:15");
  }

  @Test
  void a_queue_that_refuses_stops_no_other() {
    HandlerRef bad = new HandlerRef("default", "bad");
    world.broker.refuse(bad);
    world.lead(1);
    world.declare(action("bad", "* * * * * *"));
    world.declare(action("report", "* * * * * *").allowOverlap());

    world.pass(Duration.ofSeconds(10));

    assertThat(world.plannedTimes()).hasSize(10);
  }

  @Test
  void a_new_trigger_value_runs_once_beside_the_schedule() {
    world.lead(1);
    Actions report = action("report", "0 0 3 * * *");
    world.declare(report);

    world.declare(report.trigger("now"));
    world.declare(report.trigger("now").generation(2));
    world.pass(Duration.ofSeconds(2));

    assertThat(world.deliveries).hasSize(1);
  }

  @Test
  void a_trigger_value_that_is_there_from_the_start_runs_nothing() {
    world.lead(1);

    world.declare(action("report", "0 0 3 * * *").trigger("now"));
    world.pass(Duration.ofSeconds(2));

    assertThat(world.deliveries).isEmpty();
  }

  @Test
  void a_trigger_runs_even_while_suspended() {
    world.lead(1);
    Actions report = action("report", "0 0 3 * * *").suspend(true);
    world.declare(report);

    world.declare(report.trigger("now"));
    world.pass(Duration.ofSeconds(2));

    assertThat(world.deliveries).hasSize(1);
  }

  @Test
  void max_runs_ends_the_action() {
    world.lead(1);
    world.declare(action("report", "* * * * * *").allowOverlap().maxRuns(3));

    world.pass(Duration.ofSeconds(10));

    assertThat(world.plannedTimes()).containsExactly("12:00:01", "12:00:02", "12:00:03");
  }

  @Test
  void a_broadcast_waits_for_nobody_and_says_so() {
    Actions report = action("report", "*/5 * * * * *");
    Actions broadcast = report.template(report.template().asBroadcast(Duration.ofSeconds(3)));
    world.lead(1);
    world.declare(broadcast);

    world.pass(Duration.ofSeconds(5));

    assertThat(world.passed(broadcast)).containsExactly("NoInstances 12:00:05-12:00:05 ×1");
  }

  @Test
  void closing_gives_leadership_up_when_nothing_is_in_flight() {
    BeatWorld.Driven only = world.lead(1);
    world.declare(action("report", "* * * * * *").allowOverlap());
    world.pass(Duration.ofSeconds(3));
    List<String> before = world.plannedTimes();

    only.beat.close();
    world.pass(Duration.ofSeconds(3));

    assertThat(world.plannedTimes()).isEqualTo(before);
  }
}
