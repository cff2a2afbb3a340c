package io.jararaca.core.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.OwnerPolicy;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.run.RunState;
import org.junit.jupiter.api.Test;

/** suspendAfterFailures: the ledger stops an owner that fails again and again. */
abstract class SuspendContract extends LedgerScenario {

  private static final OwnerPolicy TWO_STRIKES = new OwnerPolicy(5, false, 10, null, 2);

  SuspendContract(LedgerUnderTest subject) {
    super(subject);
  }

  @Test
  void as_many_failures_in_a_row_suspend_the_owner() {
    registered(TWO_STRIKES);
    fail(claimed());
    assertThat(ownerSnapshot().suspendedByFailures()).isFalse();

    fail(claimed());

    assertThat(ownerSnapshot().suspendedByFailures()).isTrue();
    assertThat(ownerSnapshot().consecutiveFailures()).isEqualTo(2);
    assertThat(registered(TWO_STRIKES).suspendedByFailures()).isTrue();
    assertThat(claim(nextTick())).isEqualTo(new ClaimResult.Changed());
  }

  @Test
  void a_success_between_them_begins_the_count_anew() {
    registered(TWO_STRIKES);
    fail(claimed());
    finished(claimed(), new Outcome.Succeeded());
    fail(claimed());

    assertThat(ownerSnapshot().suspendedByFailures()).isFalse();
    assertThat(ownerSnapshot().consecutiveFailures()).isEqualTo(1);
  }

  @Test
  void a_cancelled_run_between_them_does_not_count() {
    registered(TWO_STRIKES);
    fail(claimed());
    Publication cancelled = claimed();
    get(ledger().cancel(cancelled.spec().id(), CancelReason.REQUESTED));
    fail(claimed());

    assertThat(ownerSnapshot().suspendedByFailures()).isTrue();
  }

  @Test
  void a_trigger_runs_all_the_same() {
    suspended();

    assertThat(claim(trigger("t1"))).isInstanceOf(ClaimResult.Claimed.class);
  }

  @Test
  void the_same_generation_ends_no_suspension() {
    suspended();

    assertThat(registered(TWO_STRIKES).suspendedByFailures()).isTrue();
    assertThat(claim(nextTick())).isEqualTo(new ClaimResult.Changed());
  }

  @Test
  void a_higher_generation_ends_it_and_the_schedule_counts_anew() {
    OwnerSnapshot before = suspended();
    Claim.Tick old = nextTick();

    RegisterResult.Registered resumed = registered(generation(2));

    assertThat(resumed.suspendedByFailures()).isFalse();
    assertThat(resumed.effectiveFrom()).isAfter(before.effectiveFrom());
    assertThat(resumed.cursor()).isAfterOrEqualTo(before.cursor());
    assertThat(ownerSnapshot().consecutiveFailures()).isZero();
    assertThat(claim(old)).isEqualTo(new ClaimResult.Changed());
    assertThat(claim(nextTick())).isInstanceOf(ClaimResult.Claimed.class);
  }

  @Test
  void a_change_that_ends_it_records_the_ticks_of_the_suspension() {
    OwnerSnapshot before = suspended();
    PassedRange range = PassedRange.single(before.cursor(), PassedReason.SUSPENDED);
    Registration.Change change =
        new Registration.Change(owner.uid(), HOURLY, before.cursor(), before.cursor(), range);

    RegisterResult.Registered resumed = registered(generation(2).withChange(change));

    assertThat(resumed.suspendedByFailures()).isFalse();
    assertThat(resumed.cursor()).isEqualTo(before.cursor());
    assertThat(ownerSnapshot().passed()).containsExactly(range);
  }

  @Test
  void an_edit_of_the_schedule_ends_it_too() {
    OwnerSnapshot before = suspended();
    Registration.Change change =
        new Registration.Change(owner.uid(), HOURLY, before.cursor(), before.cursor(), null);

    RegisterResult.Registered resumed =
        registered(
            new Registration(owner, 2, "v1 0 0 * * *", TWO_STRIKES, null, null).withChange(change));

    assertThat(resumed.suspendedByFailures()).isFalse();
    assertThat(claim(nextTick())).isInstanceOf(ClaimResult.Claimed.class);
  }

  @Test
  void an_edit_of_the_schedule_with_the_same_generation_does_not_end_it() {
    OwnerSnapshot before = suspended();
    Registration.Change change =
        new Registration.Change(owner.uid(), HOURLY, before.cursor(), before.cursor(), null);

    RegisterResult.Registered changed =
        registered(
            new Registration(owner, 1, "v2 0 * * * *", TWO_STRIKES, null, null).withChange(change));

    assertThat(changed.suspendedByFailures()).isTrue();
  }

  @Test
  void runs_that_were_claimed_before_it_go_on_when_it_ends() {
    registered(TWO_STRIKES);
    Publication waiting = claimed();
    fail(claimed());
    fail(claimed());

    registered(generation(2));

    assertThat(run(waiting).state()).isEqualTo(RunState.CLAIMED);
  }

  private OwnerSnapshot suspended() {
    registered(TWO_STRIKES);
    fail(claimed());
    fail(claimed());
    return ownerSnapshot();
  }

  private void fail(Publication publication) {
    finished(publication, new Outcome.Failed("boom"));
  }

  private Registration generation(long generation) {
    return new Registration(owner, generation, HOURLY, TWO_STRIKES, null, null);
  }
}
