package io.jararaca.core.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.OwnerPolicy;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.run.RunSpecBuilder;
import io.jararaca.core.run.RunState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CLAIM of triggers: a run now, once for each value. */
abstract class TriggerContract extends LedgerScenario {

  TriggerContract(LedgerUnderTest subject) {
    super(subject);
  }

  @Test
  void a_trigger_gets_its_run_and_moves_no_tick() {
    OwnerSnapshot before = snapshotOf(ONE_AT_A_TIME);
    Claim.Trigger trigger = trigger("t1");

    assertThat(claim(trigger)).isInstanceOf(ClaimResult.Claimed.class);

    assertThat(run(trigger.run().id()).state()).isEqualTo(RunState.CLAIMED);
    assertThat(run(trigger.run().id()).origin()).isEqualTo(Origin.TRIGGER);
    OwnerSnapshot known = ownerSnapshot();
    assertThat(known.handledTrigger()).isEqualTo("t1");
    assertThat(known.cursor()).isEqualTo(before.cursor());
    assertThat(known.counters()).isEqualTo(before.counters());
    assertThat(known.lastScheduleTime()).isNull();
    assertThat(known.active()).hasSize(1);
  }

  @Test
  void a_repeated_trigger_is_already_claimed() {
    registered(ONE_AT_A_TIME);
    Claim.Trigger trigger = trigger("t1");
    claim(trigger);

    assertThat(claim(trigger)).isEqualTo(new ClaimResult.AlreadyClaimed());
    assertThat(ownerSnapshot().active()).hasSize(1);
  }

  @Test
  void a_value_that_was_there_at_creation_is_already_handled() {
    registered(new Registration(owner, 1, HOURLY, ONE_AT_A_TIME, "t1", null));

    assertThat(claim(trigger("t1"))).isEqualTo(new ClaimResult.AlreadyHandled());
  }

  @Test
  void a_handled_value_does_not_hold_up_the_ticks_behind_it() {
    registered(new Registration(owner, 1, HOURLY, ONE_AT_A_TIME, "t1", null));

    List<ClaimResult> results = claim(List.of(trigger("t1"), nextTick()));

    assertThat(results.get(1)).isInstanceOf(ClaimResult.Claimed.class);
  }

  @Test
  void a_trigger_that_meets_a_full_slot_is_skipped_for_good_and_leaves_no_range() {
    Publication first = claimed();

    assertThat(claim(trigger("t1"))).isEqualTo(new ClaimResult.Skipped(PassedReason.OVERLAP));

    assertThat(ownerSnapshot().handledTrigger()).isEqualTo("t1");
    assertThat(ownerSnapshot().passed()).isEmpty();
    assertThat(ownerSnapshot().counters().skipped()).isZero();
    finished(first, new Outcome.Succeeded());
    assertThat(claim(trigger("t1"))).isEqualTo(new ClaimResult.AlreadyHandled());
  }

  @Test
  void a_trigger_of_an_owner_whose_ticks_wait_waits_too() {
    registered(waiting(1));
    Publication first = claimed();

    assertThat(claim(trigger("t1"))).isEqualTo(new ClaimResult.SlotBusy());

    assertThat(ownerSnapshot().handledTrigger()).isNull();
    finished(first, new Outcome.Succeeded());
    assertThat(claim(trigger("t1"))).isInstanceOf(ClaimResult.Claimed.class);
  }

  @Test
  void a_trigger_takes_the_slot() {
    registered(ONE_AT_A_TIME);
    claim(trigger("t1"));

    assertThat(claim(nextTick())).isEqualTo(new ClaimResult.Skipped(PassedReason.OVERLAP));
  }

  @Test
  void a_trigger_runs_outside_max_runs() {
    registered(new OwnerPolicy(5, false, 10, 1, null));
    claimed();

    assertThat(claim(trigger("t1"))).isInstanceOf(ClaimResult.Claimed.class);
    assertThat(ownerSnapshot().counters().runs()).isEqualTo(1);
  }

  @Test
  void a_trigger_for_another_life_is_changed_and_for_nobody_gone() {
    Claim.Trigger early = trigger("t1");
    assertThat(claim(early)).isEqualTo(new ClaimResult.Gone());
    registered(ONE_AT_A_TIME);
    Owner other = new Owner(owner.key(), "another-life");

    ClaimResult result =
        claim(
            new Claim.Trigger(
                other, "t1", RunSpecBuilder.trigger(other, "t1", now()).build(), BODY, List.of()));

    assertThat(result).isEqualTo(new ClaimResult.Changed());
  }

  @Test
  void a_value_used_again_while_its_run_is_kept_counts_as_handled() {
    registered(policy(5));
    claim(trigger("t1"));
    claim(trigger("t2"));

    assertThat(claim(trigger("t1"))).isEqualTo(new ClaimResult.AlreadyClaimed());
    assertThat(ownerSnapshot().handledTrigger()).isEqualTo("t1");
  }

  private OwnerSnapshot snapshotOf(OwnerPolicy policy) {
    registered(policy);
    return ownerSnapshot();
  }
}
