package io.jararaca.core.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** FORGET: deleting cancels what has not started, and the slot outlives the resource. */
abstract class ForgetContract extends LedgerScenario {

  ForgetContract(LedgerUnderTest subject) {
    super(subject);
  }

  @Test
  void a_forgotten_owner_is_gone() {
    registered(ONE_AT_A_TIME);
    Claim.Tick tick = nextTick();

    forget(owner.uid());

    assertThat(get(ledger().owner(owner.key()))).isEmpty();
    assertThat(claim(tick)).isEqualTo(new ClaimResult.Gone());
  }

  @Test
  void forgetting_cancels_what_has_not_started() {
    Publication waiting = claimed();

    forget(owner.uid());

    assertThat(run(waiting).state()).isEqualTo(RunState.CANCELLED);
    assertThat(run(waiting).reason()).isEqualTo("Deleted");
    assertDropped(delivered(waiting, "worker-1", LONG_LEASE));
  }

  @Test
  void forgetting_cancels_retries_that_wait_or_were_dispatched() {
    registered(policy(5));
    Publication waits = claimed(run -> run.attempts(2, Duration.ofMinutes(5)));
    finished(waits, new Outcome.Failed("boom"));
    Publication dispatched = claimed(run -> run.attempts(2, Duration.ZERO));
    finished(dispatched, new Outcome.Failed("boom"));
    commit(sweep().toPublish().get(0).runRev());

    forget(owner.uid());

    assertThat(run(waits).state()).isEqualTo(RunState.CANCELLED);
    assertThat(run(dispatched).state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void a_running_run_goes_on_and_keeps_the_slot_until_it_ends() {
    Publication running = claimed();
    LeaseRef lease = started(running);

    forget(owner.uid());
    RegisterResult.Registered reborn = registered(ONE_AT_A_TIME);

    assertThat(reborn.created()).isTrue();
    assertThat(claim(trigger("t1"))).isEqualTo(new ClaimResult.Skipped(PassedReason.OVERLAP));
    assertThat(heartbeat(lease, LONG_LEASE)).isTrue();
    assertThat(complete(lease, new Outcome.Succeeded()))
        .isEqualTo(new CompleteResult.Ended(RunState.SUCCEEDED));
    assertThat(claim(trigger("t2"))).isInstanceOf(ClaimResult.Claimed.class);
  }

  @Test
  void a_run_that_fails_after_its_owner_was_forgotten_is_not_retried() {
    Publication running = claimed(run -> run.attempts(3, Duration.ZERO));
    LeaseRef lease = started(running);
    forget(owner.uid());

    CompleteResult told = complete(lease, new Outcome.Failed("boom"));

    assertThat(told).isEqualTo(new CompleteResult.Ended(RunState.CANCELLED));
    assertThat(complete(lease, new Outcome.Failed("boom"))).isEqualTo(told);
    assertThat(run(running).reason()).isEqualTo("Deleted");
    assertThat(run(running).message()).isEqualTo("boom");
    assertThat(sweepAll()).isEmpty();
    registered(ONE_AT_A_TIME);
    assertThat(claim(trigger("t1"))).isInstanceOf(ClaimResult.Claimed.class);
  }

  @Test
  void its_last_failure_is_a_failure() {
    LeaseRef lease = started(claimed());
    forget(owner.uid());

    assertThat(complete(lease, new Outcome.Failed("boom")))
        .isEqualTo(new CompleteResult.Ended(RunState.FAILED));
  }

  @Test
  void nor_is_it_run_later_or_handed_to_another_worker() {
    registered(policy(5));
    Publication later = claimed();
    Publication back = claimed();
    LeaseRef laterLease = started(later);
    LeaseRef backLease = started(back);
    forget(owner.uid());

    assertThat(complete(laterLease, new Outcome.RetryLater(Duration.ZERO, "busy")))
        .isEqualTo(new CompleteResult.Ended(RunState.CANCELLED));
    assertThat(release(backLease)).isTrue();

    assertThat(run(back).state()).isEqualTo(RunState.CANCELLED);
    assertThat(sweepAll()).isEmpty();
  }

  @Test
  void nor_does_another_worker_get_it_when_its_own_vanished() {
    Publication running = claimed();
    started(delivered(running, "worker-1", SHORT));
    forget(owner.uid());

    advancePast(SHORT);

    assertThat(sweepAll()).isEmpty();
    assertThat(run(running).state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void forgetting_another_uid_does_nothing() {
    Publication waiting = claimed();
    OwnerSnapshot before = ownerSnapshot();

    forget("another-life");

    assertThat(ownerSnapshot()).isEqualTo(before);
    assertThat(run(waiting).state()).isEqualTo(RunState.CLAIMED);
  }

  @Test
  void forgetting_twice_does_no_harm() {
    registered(ONE_AT_A_TIME);

    forget(owner.uid());
    forget(owner.uid());

    assertThat(get(ledger().owner(owner.key()))).isEmpty();
  }

  @Test
  void an_ended_run_of_a_forgotten_life_is_not_the_next_ones_history() {
    LeaseRef lease = started(claimed());
    forget(owner.uid());
    var reborn =
        new Registration(
            new Owner(owner.key(), "another-life"), 1, HOURLY, ONE_AT_A_TIME, null, null);
    registered(reborn);

    complete(lease, new Outcome.Succeeded());

    assertThat(ownerSnapshot().history()).isEmpty();
    assertThat(ownerSnapshot().counters().succeeded()).isZero();
    assertThat(ownerSnapshot().active()).isEmpty();
  }

  private void forget(String uid) {
    get(ledger().forget(partition, token, owner.key(), uid));
  }
}
