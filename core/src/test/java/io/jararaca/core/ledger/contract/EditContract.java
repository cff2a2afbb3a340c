package io.jararaca.core.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** REGISTER with a Change: editing never fires an old tick. */
abstract class EditContract extends LedgerScenario {

  private static final String DAILY = "v1 0 0 * * *";

  EditContract(LedgerUnderTest subject) {
    super(subject);
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
    Instant cursor = claimed.spec().plannedAt();

    RegisterResult result = register(edit(2, DAILY).withChange(change(different, cursor, null)));

    assertThat(result).isInstanceOf(RegisterResult.Different.class);
    assertThat(((RegisterResult.Different) result).cursor()).isEqualTo(cursor);
    assertThat(run(claimed).state()).isEqualTo(RunState.CLAIMED);
  }

  @Test
  void a_change_that_was_made_for_another_schedule_or_life_is_refused() {
    Instant cursor = registered(ONE_AT_A_TIME).cursor();

    RegisterResult otherSchedule =
        register(
            edit(2, DAILY)
                .withChange(
                    new Registration.Change(owner.uid(), "v1 other", cursor, cursor, null)));
    RegisterResult otherLife =
        register(
            edit(2, DAILY)
                .withChange(new Registration.Change("another-life", HOURLY, cursor, cursor, null)));

    assertThat(otherSchedule).isInstanceOf(RegisterResult.Different.class);
    assertThat(otherLife).isInstanceOf(RegisterResult.Different.class);
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
  void a_change_leaves_retries_alone() {
    registered(policy(5));
    Publication waits = claimed(run -> run.attempts(2, Duration.ofMinutes(5)));
    finished(waits, new Outcome.Failed("boom"));
    Publication goesOn = claimed(run -> run.attempts(2, Duration.ZERO));
    finished(goesOn, new Outcome.Failed("boom"));
    sweep();
    RegisterResult.Different different = different(edit(2, DAILY));

    registered(edit(2, DAILY).withChange(change(different, different.cursor(), null)));

    assertThat(run(waits).state()).isEqualTo(RunState.PENDING);
    assertThat(run(goesOn).state()).isEqualTo(RunState.CLAIMED);
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
