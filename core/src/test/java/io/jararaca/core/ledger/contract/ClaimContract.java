package io.jararaca.core.ledger.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.OwnerPolicy;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.Raised;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.RunRev;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunSpecBuilder;
import io.jararaca.core.run.RunState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CLAIM and COMMIT: every tick is decided once. */
abstract class ClaimContract extends LedgerScenario {

  ClaimContract(LedgerUnderTest subject) {
    super(subject);
  }

  @Test
  void a_tick_gets_its_run() {
    registered(ONE_AT_A_TIME);
    Claim.Tick tick = nextTick();

    ClaimResult result = claim(tick);

    Raised raised = get(ledger().raise(partition, token, PATIENT));
    assertThat(result).isEqualTo(new ClaimResult.Claimed(raised.incarnation()));
    RunSnapshot run = run(requireNonNull(tick.run()).id());
    assertThat(run.state()).isEqualTo(RunState.CLAIMED);
    assertThat(run.rev()).isZero();
    assertThat(run.attempts()).isZero();
    assertThat(run.plannedAt()).isEqualTo(tick.upTo());
    OwnerSnapshot known = ownerSnapshot();
    assertThat(known.cursor()).isEqualTo(tick.upTo());
    assertThat(known.lastScheduleTime()).isEqualTo(tick.upTo());
    assertThat(known.counters().runs()).isEqualTo(1);
    assertThat(known.active()).containsExactly(run);
  }

  @Test
  void a_repeated_claim_is_already_claimed() {
    registered(ONE_AT_A_TIME);
    Claim.Tick tick = nextTick();
    claim(tick);

    assertThat(claim(tick)).isEqualTo(new ClaimResult.AlreadyClaimed());
    assertThat(ownerSnapshot().counters().runs()).isEqualTo(1);
  }

  @Test
  void a_repeated_claim_of_a_run_that_ended_is_already_claimed() {
    registered(ONE_AT_A_TIME);
    Claim.Tick tick = nextTick();
    ClaimResult.Claimed claimed = (ClaimResult.Claimed) claim(tick);
    finished(
        new Publication(requireNonNull(tick.run()), 0, claimed.incarnation(), BODY),
        new Outcome.Succeeded());

    assertThat(claim(tick)).isEqualTo(new ClaimResult.AlreadyClaimed());
  }

  @Test
  void a_run_that_is_recorded_ahead_of_the_cursor_does_not_hold_it_up() {
    registered(ONE_AT_A_TIME);
    Instant plannedAt = ownerSnapshot().cursor().plusSeconds(60);
    RunSpec run = RunSpecBuilder.tick(owner, plannedAt).build();
    OwnerSnapshot before = ownerSnapshot();
    claim(tick(before.effectiveFrom(), before.cursor(), List.of(), run));
    get(ledger().forget(partition, token, owner.key(), owner.uid()));
    registered(ONE_AT_A_TIME);
    OwnerSnapshot reborn = ownerSnapshot();

    ClaimResult result = claim(tick(reborn.effectiveFrom(), reborn.cursor(), List.of(), run));

    assertThat(result).isEqualTo(new ClaimResult.AlreadyClaimed());
    assertThat(ownerSnapshot().cursor()).isEqualTo(plannedAt);
    assertThat(ownerSnapshot().counters().runs()).isZero();
  }

  @Test
  void an_unknown_owner_is_gone() {
    Instant now = now();

    ClaimResult result =
        claim(tick(now, now, List.of(), RunSpecBuilder.tick(owner, now.plusSeconds(1)).build()));

    assertThat(result).isEqualTo(new ClaimResult.Gone());
  }

  @Test
  void a_claim_for_another_schedule_is_changed() {
    registered(ONE_AT_A_TIME);
    Claim.Tick tick = nextTick();

    ClaimResult result =
        claim(
            tick(
                tick.effectiveFrom().minusMillis(1),
                tick.cursor(),
                List.of(),
                requireNonNull(tick.run())));

    assertThat(result).isEqualTo(new ClaimResult.Changed());
    assertThat(ownerSnapshot().active()).isEmpty();
  }

  @Test
  void a_claim_for_another_life_is_changed() {
    RegisterResult.Registered registered = registered(ONE_AT_A_TIME);
    Owner other = new Owner(owner.key(), "another-life");
    Instant plannedAt = registered.cursor().plusSeconds(1);

    ClaimResult result =
        claim(
            new Claim.Tick(
                other,
                registered.effectiveFrom(),
                registered.cursor(),
                List.of(),
                plannedAt,
                RunSpecBuilder.tick(other, plannedAt).build(),
                BODY,
                List.of()));

    assertThat(result).isEqualTo(new ClaimResult.Changed());
    assertThat(ownerSnapshot().active()).isEmpty();
  }

  @Test
  void a_claim_from_another_cursor_is_told_the_cursor() {
    registered(policy(5));
    Claim.Tick late = tickWith(run -> run);
    Publication first = claimed(run -> run);
    Claim.Tick stale =
        tick(
            late.effectiveFrom(),
            late.cursor(),
            List.of(),
            RunSpecBuilder.tick(owner, late.upTo().plusSeconds(1)).build());

    assertThat(claim(stale)).isEqualTo(new ClaimResult.Moved(first.spec().plannedAt()));
  }

  @Test
  void ticks_of_one_owner_are_claimed_in_order_in_one_batch() {
    registered(policy(5));
    Claim.Tick first = nextTick();
    Claim.Tick second = following(first);

    List<ClaimResult> results = claim(List.of(first, second));

    assertThat(results).allMatch(result -> result instanceof ClaimResult.Claimed);
    assertThat(ownerSnapshot().cursor()).isEqualTo(second.upTo());
  }

  @Test
  void what_follows_an_undecided_item_of_an_owner_is_not_looked_at() {
    registered(policy(5));
    Claim.Tick first = nextTick();
    Claim.Tick second = following(first);
    Claim.Tick third = following(second);

    List<ClaimResult> results = claim(List.of(second, first, third));

    assertThat(results).containsOnly(new ClaimResult.Moved(first.cursor()));
    assertThat(ownerSnapshot().active()).isEmpty();
  }

  @Test
  void no_tick_gets_a_run_past_max_runs() {
    registered(new OwnerPolicy(5, false, 10, 1, null));
    claimed();
    Claim.Tick tick = nextTick();

    assertThat(claim(tick)).isEqualTo(new ClaimResult.Changed());
    assertThat(ownerSnapshot().cursor()).isEqualTo(tick.cursor());
    assertThat(claim(pass(PassedRange.single(tick.upTo(), PassedReason.SUSPENDED))))
        .isInstanceOf(ClaimResult.Claimed.class);
  }

  @Test
  void a_confirm_makes_the_claimed_run_dispatched() {
    Publication claimed = claimed();

    commit(claimed.runRev());

    assertThat(run(claimed).state()).isEqualTo(RunState.DISPATCHED);
    assertThat(run(claimed).dispatchedAt()).isNotNull();
  }

  @Test
  void a_confirm_of_another_rev_changes_nothing() {
    Publication claimed = claimed();

    commit(new RunRev(claimed.spec().id(), 1));

    assertThat(run(claimed).state()).isEqualTo(RunState.CLAIMED);
  }

  @Test
  void a_confirm_never_moves_a_run_that_has_started() {
    Publication claimed = claimed();
    started(claimed);

    commit(claimed.runRev());

    assertThat(run(claimed).state()).isEqualTo(RunState.RUNNING);
  }

  private Claim.Tick following(Claim.Tick tick) {
    return tick(
        tick.effectiveFrom(),
        tick.upTo(),
        List.of(),
        RunSpecBuilder.tick(owner, tick.upTo().plusSeconds(1)).build());
  }
}
