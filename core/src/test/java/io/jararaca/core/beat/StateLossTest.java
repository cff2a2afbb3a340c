package io.jararaca.core.beat;

import static io.jararaca.core.action.Actions.action;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.action.Actions;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.OwnerCounters;
import io.jararaca.core.run.HandlerRef;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A ledger that forgot everything, and a beat or people who did not. */
class StateLossTest {

  private static final HandlerRef REPORT = new HandlerRef("default", "report");

  private final BeatWorld world = new BeatWorld();

  @Test
  void ticks_between_the_loss_and_its_discovery_are_missed_and_others_go_on() {
    world.consume(REPORT);
    world.lead(1);
    Actions report = action("report", "*/5 * * * * *").allowOverlap();
    world.declare(report);
    world.pass(Duration.ofSeconds(10));

    world.ledgerDown = true;
    flush(report);
    world.pass(Duration.ofSeconds(12));
    world.ledgerDown = false;
    world.pass(Duration.ofSeconds(15));

    assertThat(world.passed(report)).containsExactly("StateLost 12:00:15-12:00:20 ×2");
    assertThat(world.plannedTimes())
        .containsExactly("12:00:05", "12:00:10", "12:00:25", "12:00:30", "12:00:35");
    assertThat(world.snapshot(report).counters().runs()).isEqualTo(5);
    assertThat(world.snapshot(report).stateLostAt()).isNotNull();
  }

  @Test
  void an_action_without_overlap_waits_one_lease() {
    world.consume(REPORT);
    world.lead(1);
    Actions report = action("report", "*/5 * * * * *");
    world.declare(report);
    world.pass(Duration.ofSeconds(5));
    assertThat(world.start(world.deliveries.get(0))).isNotNull();

    flush(report);
    world.pass(Duration.ofSeconds(60));

    Instant lostAt = requireNonNull(world.snapshot(report).stateLostAt());
    assertThat(lostAt).isBefore(world.now().minusSeconds(50));
    assertThat(world.deliveries).hasSize(2);
    assertThat(world.deliveries.get(1).publication().spec().plannedAt())
        .isBetween(
            lostAt.plus(BeatSettings.DEFAULT_LEASE).minusSeconds(5),
            lostAt.plus(BeatSettings.DEFAULT_LEASE));
  }

  @Test
  void a_new_leader_goes_by_what_people_were_shown() {
    world.consume(REPORT);
    Actions report = action("report", "*/5 * * * * *").allowOverlap().maxRuns(10);
    world.shown.put(
        report.owner(),
        new LastShown.Shown(
            1,
            OwnerCounters.ZERO.withRuns(8),
            1,
            world.now().minusSeconds(20),
            null,
            world.now().minusSeconds(20)));
    world.declare(report);

    world.lead(1);
    world.pass(Duration.ofSeconds(20));

    assertThat(world.passed(report)).containsExactly("StateLost 11:59:45-12:00:00 ×4");
    assertThat(world.plannedTimes()).containsExactly("12:00:05", "12:00:10");
    assertThat(world.snapshot(report).consecutiveFailures()).isEqualTo(1);
  }

  @Test
  void the_ticks_of_an_edited_schedule_are_not_guessed() {
    Actions report = action("report", "*/5 * * * * *").generation(2);
    world.shown.put(
        report.owner(),
        new LastShown.Shown(
            1,
            OwnerCounters.ZERO.withRuns(8),
            0,
            null,
            null,
            world.now().minus(Duration.ofDays(1))));
    world.declare(report);

    world.lead(1);
    world.pass(Duration.ofSeconds(2));

    assertThat(world.passed(report)).isEmpty();
    assertThat(world.snapshot(report).stateLostAt()).isNotNull();
  }

  @Test
  void ticks_of_a_suspended_action_were_suspended_not_lost() {
    world.lead(1);
    Actions report = action("report", "*/5 * * * * *").suspend(true);
    world.declare(report);
    world.pass(Duration.ofSeconds(10));

    flush(report);
    world.pass(Duration.ofSeconds(10));

    assertThat(world.passed(report)).singleElement().asString().startsWith("Suspended 12:00:05-");
  }

  @Test
  void a_trigger_that_was_handled_is_not_handled_again() {
    world.consume(REPORT);
    world.lead(1);
    Actions report = action("report", "0 0 3 1 1 *");
    world.declare(report);
    world.declare(report.trigger("once"));
    world.run(world.deliveries.get(0), new Outcome.Succeeded());

    flush(report);
    world.pass(Duration.ofSeconds(60));

    assertThat(world.deliveries).hasSize(1);
  }

  @Test
  void what_nobody_knew_is_created_and_has_lost_nothing() {
    world.lead(1);
    Actions report = action("report", "*/5 * * * * *");
    world.declare(report);

    assertThat(world.snapshot(report).stateLostAt()).isNull();
  }

  private void flush(Actions action) {
    world.ledger.flush(action.owner().key().partition());
  }
}
