package io.jararaca.core.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.OwnerCounters;
import io.jararaca.core.ledger.OwnerPolicy;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** REGISTER: creating or editing never fires a tick from before it. */
abstract class RegisterContract extends LedgerScenario {

  static final String DAILY = "v1 0 0 * * *";

  RegisterContract(LedgerUnderTest subject) {
    super(subject);
  }

  @Test
  void an_unknown_owner_counts_from_now() {
    Instant before = now();

    RegisterResult.Registered registered = registered(ONE_AT_A_TIME);

    assertThat(registered.created()).isTrue();
    assertThat(registered.cursor()).isBetween(before, now());
    assertThat(registered.effectiveFrom()).isEqualTo(registered.cursor());
    assertThat(registered.runs()).isZero();
    assertThat(registered.handledTrigger()).isNull();
    assertThat(registered.suspendedByFailures()).isFalse();
  }

  @Test
  void a_trigger_that_is_there_at_creation_counts_as_handled() {
    RegisterResult.Registered registered =
        registered(new Registration(owner, 1, HOURLY, ONE_AT_A_TIME, "t1", null));

    assertThat(registered.handledTrigger()).isEqualTo("t1");
  }

  @Test
  void a_known_owner_moves_nothing() {
    RegisterResult.Registered first = registered(ONE_AT_A_TIME);
    advance(Duration.ofMillis(20));

    RegisterResult.Registered again =
        registered(new Registration(owner, 2, HOURLY, policy(3), "t9", null));

    assertThat(again)
        .isEqualTo(
            new RegisterResult.Registered(
                first.effectiveFrom(), first.cursor(), 0, false, null, false));
    assertThat(ownerSnapshot().generation()).isEqualTo(2);
  }

  @Test
  void a_new_policy_holds_for_the_next_claim() {
    claimed();

    registered(new Registration(owner, 2, HOURLY, policy(2), null, null));

    claimed();
    assertThat(ownerSnapshot().active()).hasSize(2);
  }

  @Test
  void a_lower_generation_is_out_of_date() {
    registered(new Registration(owner, 5, HOURLY, ONE_AT_A_TIME, null, null));

    RegisterResult result = register(new Registration(owner, 4, DAILY, ONE_AT_A_TIME, null, null));

    assertThat(result).isEqualTo(new RegisterResult.OutOfDate(5));
  }

  @Test
  void another_schedule_is_told_apart_and_nothing_is_written() {
    RegisterResult.Registered first = registered(ONE_AT_A_TIME);

    RegisterResult.Different different = different(edit(2, DAILY));

    assertThat(different.uid()).isEqualTo(owner.uid());
    assertThat(different.schedule()).isEqualTo(HOURLY);
    assertThat(different.cursor()).isEqualTo(first.cursor());
    assertThat(different.now()).isBetween(first.cursor(), now());
    assertThat(ownerSnapshot().generation()).isEqualTo(1);
  }

  @Test
  void a_change_moves_the_schedule_to_its_instant() {
    RegisterResult.Registered first = registered(ONE_AT_A_TIME);
    advance(Duration.ofMillis(20));
    RegisterResult.Different different = different(edit(2, DAILY));

    RegisterResult.Registered changed =
        registered(edit(2, DAILY).withChange(change(different, different.now(), null)));

    assertThat(changed.created()).isFalse();
    assertThat(changed.cursor()).isEqualTo(different.now());
    assertThat(changed.effectiveFrom()).isEqualTo(different.now()).isAfter(first.effectiveFrom());
    assertThat(registered(edit(2, DAILY)).cursor()).isEqualTo(changed.cursor());
  }

  @Test
  void a_repeated_change_changes_nothing_more() {
    registered(ONE_AT_A_TIME);
    RegisterResult.Different different = different(edit(2, DAILY));
    Registration change =
        edit(2, DAILY).withChange(change(different, different.now(), skipped(different.now())));

    RegisterResult.Registered first = registered(change);
    RegisterResult.Registered repeated = registered(change);

    assertThat(repeated).isEqualTo(first);
    assertThat(ownerSnapshot().counters().skipped()).isEqualTo(1);
  }

  @Test
  void effective_from_grows_with_every_change_even_within_one_millisecond() {
    RegisterResult.Registered first = registered(ONE_AT_A_TIME);
    RegisterResult.Different different = different(edit(2, DAILY));

    RegisterResult.Registered changed =
        registered(edit(2, DAILY).withChange(change(different, first.cursor(), null)));

    assertThat(changed.effectiveFrom()).isEqualTo(first.effectiveFrom().plusMillis(1));
    assertThat(changed.cursor()).isEqualTo(first.cursor());
  }

  @Test
  void a_change_records_the_old_schedules_ticks() {
    registered(ONE_AT_A_TIME);
    RegisterResult.Different different = different(edit(2, DAILY));
    PassedRange range = skipped(different.now());

    registered(edit(2, DAILY).withChange(change(different, different.now(), range)));

    assertThat(ownerSnapshot().passed()).containsExactly(range);
    assertThat(ownerSnapshot().counters().skipped()).isEqualTo(1);
  }

  @Test
  void a_change_that_was_made_for_another_cursor_is_refused() {
    registered(ONE_AT_A_TIME);
    RegisterResult.Different different = different(edit(2, DAILY));
    Publication claimed = claimed();

    RegisterResult result =
        register(edit(2, DAILY).withChange(change(different, different.now(), null)));

    assertThat(result).isInstanceOf(RegisterResult.Different.class);
    assertThat(((RegisterResult.Different) result).cursor()).isEqualTo(claimed.spec().plannedAt());
    assertThat(run(claimed).state()).isEqualTo(RunState.CLAIMED);
  }

  @Test
  void a_change_in_the_future_is_refused() {
    registered(ONE_AT_A_TIME);
    RegisterResult.Different different = different(edit(2, DAILY));

    RegisterResult result =
        register(
            edit(2, DAILY).withChange(change(different, different.now().plusSeconds(60), null)));

    assertThat(result).isInstanceOf(RegisterResult.Different.class);
  }

  @Test
  void a_change_before_the_cursor_is_refused() {
    registered(ONE_AT_A_TIME);
    RegisterResult.Different different = different(edit(2, DAILY));

    RegisterResult result =
        register(
            edit(2, DAILY).withChange(change(different, different.cursor().minusMillis(1), null)));

    assertThat(result).isInstanceOf(RegisterResult.Different.class);
  }

  @Test
  void a_change_cancels_what_never_started() {
    Publication waiting = claimed();
    RegisterResult.Different different = different(edit(2, DAILY));

    registered(edit(2, DAILY).withChange(change(different, different.cursor(), null)));

    assertThat(run(waiting).state()).isEqualTo(RunState.CANCELLED);
    assertThat(run(waiting).reason()).isEqualTo("Superseded");
    assertThat(ownerSnapshot().active()).isEmpty();
    assertThat(ownerSnapshot().counters().cancelled()).isEqualTo(1);
    assertDropped(delivered(waiting, "worker-1", LONG_LEASE));
  }

  @Test
  void a_change_leaves_running_runs_and_triggers_alone() {
    registered(policy(5));
    Publication running = claimed();
    started(running);
    claim(trigger("t1"));
    RegisterResult.Different different = different(edit(2, DAILY));

    registered(edit(2, DAILY).withChange(change(different, different.cursor(), null)));

    assertThat(run(running).state()).isEqualTo(RunState.RUNNING);
    assertThat(ownerSnapshot().active()).hasSize(2);
  }

  @Test
  void a_resource_created_again_under_the_name_begins_anew() {
    OwnerPolicy policy = ONE_AT_A_TIME;
    finished(claimed(), new Outcome.Succeeded());
    Registration reborn =
        new Registration(new Owner(owner.key(), "another-life"), 1, HOURLY, policy, "t1", null);
    RegisterResult.Different different = different(reborn);

    RegisterResult.Registered registered =
        registered(
            reborn.withChange(change(different, different.cursor(), skipped(different.cursor()))));

    assertThat(different.uid()).isEqualTo(owner.uid());
    assertThat(registered.created()).isTrue();
    assertThat(registered.runs()).isZero();
    assertThat(registered.handledTrigger()).isEqualTo("t1");
    OwnerSnapshot snapshot = ownerSnapshot();
    assertThat(snapshot.uid()).isEqualTo("another-life");
    assertThat(snapshot.history()).isEmpty();
    assertThat(snapshot.passed()).isEmpty();
    assertThat(snapshot.counters()).isEqualTo(OwnerCounters.ZERO);
  }

  @Test
  void the_gap_of_a_lost_state_is_recorded_at_creation() {
    Instant now = now();
    PassedRange gap =
        new PassedRange(now.minusSeconds(60), now.minusSeconds(1), 60, PassedReason.STATE_LOST);

    RegisterResult.Registered registered =
        registered(
            registration(ONE_AT_A_TIME)
                .withChange(
                    new Registration.Change(owner.uid(), HOURLY, now.minusSeconds(61), now, gap)));

    assertThat(registered.created()).isTrue();
    assertThat(registered.cursor()).isAfterOrEqualTo(now);
    assertThat(ownerSnapshot().passed()).containsExactly(gap);
    assertThat(ownerSnapshot().counters().missed()).isEqualTo(60);
  }

  private Registration edit(long generation, String schedule) {
    return new Registration(owner, generation, schedule, ONE_AT_A_TIME, null, null);
  }

  private RegisterResult.Different different(Registration registration) {
    RegisterResult result = register(registration);
    assertThat(result).isInstanceOf(RegisterResult.Different.class);
    return (RegisterResult.Different) result;
  }

  private static Registration.Change change(
      RegisterResult.Different different, Instant at, PassedRange passed) {
    return new Registration.Change(
        different.uid(), different.schedule(), different.cursor(), at, passed);
  }

  private static PassedRange skipped(Instant at) {
    return PassedRange.single(at, PassedReason.SUPERSEDED);
  }
}
