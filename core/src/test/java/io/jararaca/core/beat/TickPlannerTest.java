package io.jararaca.core.beat;

import static io.jararaca.core.action.Actions.action;
import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.action.Actions;
import io.jararaca.core.action.CatchUp;
import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.RegisterResult.Registered;
import io.jararaca.core.run.PassedRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TickPlannerTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String EVERY_MINUTE = "* * * * *";

  @Test
  void nothing_is_planned_before_the_next_tick_is_due() {
    assertThat(plan(action("a", EVERY_MINUTE), NOON, NOON.plusMillis(59_999))).isEmpty();
  }

  @Test
  void a_tick_is_planned_at_the_very_millisecond_it_is_due() {
    assertThat(plan(action("a", EVERY_MINUTE), NOON, NOON.plusSeconds(60)))
        .containsExactly("run 12:01");
  }

  @Test
  void latest_runs_the_newest_and_misses_the_others() {
    assertThat(plan(action("a", EVERY_MINUTE), NOON, minutes(5)))
        .containsExactly("CatchUp 12:01-12:04 ×4, run 12:05");
  }

  @Test
  void latest_runs_the_newest_however_late_when_there_is_no_deadline() {
    assertThat(plan(action("a", "0 12 * * *"), NOON, NOON.plus(Duration.ofHours(47))))
        .containsExactly("run 12:00");
  }

  @Test
  void a_tick_past_its_deadline_is_missed_by_deadline() {
    assertThat(plan(action("a", "*/10 * * * *").deadline(Duration.ofMinutes(5)), NOON, minutes(16)))
        .containsExactly("Deadline 12:10-12:10 ×1");
  }

  @Test
  void a_tick_at_its_deadline_still_runs() {
    assertThat(plan(action("a", "*/10 * * * *").deadline(Duration.ofMinutes(5)), NOON, minutes(15)))
        .containsExactly("run 12:10");
  }

  @Test
  void missed_ticks_on_both_sides_of_the_deadline_get_the_reason_that_fits() {
    assertThat(plan(action("a", EVERY_MINUTE).deadline(Duration.ofSeconds(150)), NOON, minutes(6)))
        .containsExactly("Deadline 12:01-12:03 ×3, CatchUp 12:04-12:05 ×2, run 12:06");
  }

  @Test
  void none_runs_a_tick_that_is_not_late() {
    assertThat(
            plan(action("a", EVERY_MINUTE).catchUp(CatchUp.NONE), NOON, minutes(1).plusSeconds(10)))
        .containsExactly("run 12:01");
  }

  @Test
  void none_misses_a_tick_that_is_more_than_ten_seconds_late() {
    assertThat(
            plan(
                action("a", EVERY_MINUTE).catchUp(CatchUp.NONE),
                NOON,
                minutes(1).plusMillis(10_001)))
        .containsExactly("CatchUp 12:01-12:01 ×1");
  }

  @Test
  void none_runs_the_newest_when_it_is_fresh_and_misses_the_older() {
    assertThat(plan(action("a", EVERY_MINUTE).catchUp(CatchUp.NONE), NOON, minutes(3)))
        .containsExactly("CatchUp 12:01-12:02 ×2, run 12:03");
  }

  @Test
  void all_runs_each_in_order() {
    assertThat(plan(action("a", EVERY_MINUTE).catchUp(CatchUp.ALL), NOON, minutes(3)))
        .containsExactly("run 12:01", "run 12:02", "run 12:03");
  }

  @Test
  void all_claims_no_more_at_once_than_asked() {
    assertThat(
            describe(
                TickPlanner.plan(
                    armed(action("a", EVERY_MINUTE).catchUp(CatchUp.ALL), NOON),
                    minutes(30),
                    List.of(),
                    2)))
        .containsExactly("run 12:01", "run 12:02");
  }

  @Test
  void all_misses_what_is_past_the_deadline_and_runs_the_rest() {
    Actions action =
        action("a", EVERY_MINUTE).catchUp(CatchUp.ALL).deadline(Duration.ofSeconds(90));

    assertThat(plan(action, NOON, minutes(4)))
        .containsExactly("Deadline 12:01-12:02 ×2, run 12:03", "run 12:04");
  }

  @Test
  void all_with_everything_past_the_deadline_runs_nothing() {
    Actions action =
        action("a", "0 12 * * *").catchUp(CatchUp.ALL).deadline(Duration.ofSeconds(90));

    assertThat(plan(action, NOON.minusSeconds(1), minutes(4)))
        .containsExactly("Deadline 12:00-12:00 ×1");
  }

  @Test
  void all_without_a_deadline_bears_an_hour() {
    assertThat(plan(action("a", "*/30 * * * *").catchUp(CatchUp.ALL), NOON, minutes(121)))
        .containsExactly("Deadline 12:30-13:00 ×2, run 13:30", "run 14:00");
  }

  @Test
  void a_broadcast_goes_to_the_instances_that_are_there() {
    List<Claim> claims =
        TickPlanner.plan(armed(broadcast(), NOON), minutes(1), List.of("worker-1", "worker-2"), 10);

    assertThat(claims)
        .singleElement()
        .satisfies(
            claim ->
                assertThat(((Claim.Tick) claim).instances())
                    .containsExactly("worker-1", "worker-2"));
  }

  @Test
  void a_broadcast_with_nobody_there_is_missed() {
    assertThat(plan(broadcast(), NOON, minutes(1))).containsExactly("NoInstances 12:01-12:01 ×1");
  }

  @Test
  void jitter_moves_the_due_instant_and_not_the_planned_one() {
    Actions action = action("a", "0 * * * *").jitter(Duration.ofMinutes(30));
    Duration share = action.build().schedule().jitter(action.uid());

    assertThat(share).isPositive();
    assertThat(plan(action, NOON, minutes(60).plus(share).minusMillis(1))).isEmpty();
    assertThat(plan(action, NOON, minutes(60).plus(share))).containsExactly("run 13:00");
  }

  @Test
  void each_claim_begins_where_the_one_before_ended() {
    List<Claim> claims =
        TickPlanner.plan(
            armed(action("a", EVERY_MINUTE).catchUp(CatchUp.ALL), NOON), minutes(3), List.of(), 10);

    Instant cursor = NOON;
    for (Claim claim : claims) {
      assertThat(((Claim.Tick) claim).cursor()).isEqualTo(cursor);
      cursor = ((Claim.Tick) claim).upTo();
    }
  }

  private static Actions broadcast() {
    Actions action = action("a", EVERY_MINUTE);
    return action.template(action.template().asBroadcast(Duration.ofSeconds(5)));
  }

  private static Instant minutes(long minutes) {
    return NOON.plus(Duration.ofMinutes(minutes));
  }

  private static List<String> plan(Actions action, Instant cursor, Instant now) {
    return describe(TickPlanner.plan(armed(action, cursor), now, List.of(), 10));
  }

  private static ArmedAction armed(Actions action, Instant cursor) {
    return new ArmedAction(
        action.build(), new Registered(cursor, cursor, 0, false, null, false, null));
  }

  private static List<String> describe(List<Claim> claims) {
    return claims.stream().map(claim -> describe((Claim.Tick) claim)).toList();
  }

  private static String describe(Claim.Tick tick) {
    StringBuilder text = new StringBuilder();
    for (PassedRange range : tick.passed()) {
      text.append(text.isEmpty() ? "" : ", ")
          .append(range.reason().label())
          .append(' ')
          .append(time(range.from()))
          .append('-')
          .append(time(range.to()))
          .append(" ×")
          .append(range.count());
    }
    if (tick.run() != null) {
      text.append(text.isEmpty() ? "" : ", ").append("run ").append(time(tick.run().plannedAt()));
    }
    return text.toString();
  }

  private static String time(Instant instant) {
    return instant.toString().substring(11, 16);
  }
}
