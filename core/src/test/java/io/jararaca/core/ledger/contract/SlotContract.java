package io.jararaca.core.ledger.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunSpecBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CLAIM and the slot: what becomes of ticks that get no run. */
abstract class SlotContract extends LedgerScenario {

  SlotContract(LedgerUnderTest subject) {
    super(subject);
  }

  @Test
  void a_taken_slot_skips_the_tick_as_overlap() {
    claimed();
    Claim.Tick second = nextTick();

    ClaimResult result = claim(second);

    assertThat(result).isEqualTo(new ClaimResult.Skipped(PassedReason.OVERLAP));
    OwnerSnapshot known = ownerSnapshot();
    assertThat(known.cursor()).isEqualTo(second.upTo());
    assertThat(known.passed())
        .containsExactly(PassedRange.single(second.upTo(), PassedReason.OVERLAP));
    assertThat(known.counters().skipped()).isEqualTo(1);
    assertThat(get(ledger().run(requireNonNull(second.run()).id()))).isEmpty();
    assertThat(claim(second)).isEqualTo(new ClaimResult.Moved(second.upTo()));
  }

  @Test
  void a_full_slot_of_many_skips_as_too_many_active() {
    registered(policy(2));
    claimed(run -> run.slotLimit(2));
    claimed(run -> run.slotLimit(2));

    assertThat(claim(nextTick())).isEqualTo(new ClaimResult.Skipped(PassedReason.TOO_MANY_ACTIVE));
  }

  @Test
  void a_slot_is_free_again_when_its_run_has_ended() {
    finished(claimed(), new Outcome.Succeeded());

    assertThat(claim(nextTick())).isInstanceOf(ClaimResult.Claimed.class);
  }

  @Test
  void consecutive_skips_become_one_range() {
    claimed();
    Claim.Tick second = nextTick();
    claim(second);
    Claim.Tick third = nextTick();
    claim(third);

    assertThat(ownerSnapshot().passed())
        .containsExactly(new PassedRange(second.upTo(), third.upTo(), 2, PassedReason.OVERLAP));
    assertThat(ownerSnapshot().counters().skipped()).isEqualTo(2);
  }

  @Test
  void a_tick_with_a_run_parts_two_ranges() {
    Publication first = claimed();
    claim(nextTick());
    finished(first, new Outcome.Succeeded());
    claimed();
    claim(nextTick());

    assertThat(ownerSnapshot().passed()).hasSize(2);
  }

  @Test
  void passed_ranges_are_recorded_before_the_claims_own_skip() {
    claimed();
    OwnerSnapshot known = ownerSnapshot();
    Instant from = known.cursor().plusSeconds(1);
    PassedRange missed = new PassedRange(from, from.plusSeconds(2), 3, PassedReason.CATCH_UP);
    Instant plannedAt = from.plusSeconds(3);

    claim(
        tick(
            known.effectiveFrom(),
            known.cursor(),
            List.of(missed),
            RunSpecBuilder.tick(owner, plannedAt).build()));

    assertThat(ownerSnapshot().passed())
        .containsExactly(PassedRange.single(plannedAt, PassedReason.OVERLAP), missed);
    assertThat(ownerSnapshot().counters().missed()).isEqualTo(3);
    assertThat(ownerSnapshot().counters().skipped()).isEqualTo(1);
  }

  @Test
  void ticks_may_be_passed_over_without_a_run() {
    registered(ONE_AT_A_TIME);
    Instant from = ownerSnapshot().cursor().plusSeconds(1);
    PassedRange first = new PassedRange(from, from.plusSeconds(1), 2, PassedReason.SUSPENDED);
    PassedRange second = PassedRange.single(from.plusSeconds(2), PassedReason.SUSPENDED);

    assertThat(claim(pass(first))).isInstanceOf(ClaimResult.Claimed.class);
    claim(pass(second));

    assertThat(ownerSnapshot().cursor()).isEqualTo(second.to());
    assertThat(ownerSnapshot().passed())
        .containsExactly(new PassedRange(from, from.plusSeconds(2), 3, PassedReason.SUSPENDED));
    assertThat(ownerSnapshot().counters().runs()).isZero();
  }

  @Test
  void a_tick_that_may_wait_for_the_slot_is_undecided_and_writes_nothing() {
    registered(waiting(1));
    claimed();
    OwnerSnapshot known = ownerSnapshot();
    Instant missed = known.cursor().plusSeconds(1);
    Claim.Tick tick =
        tick(
            known.effectiveFrom(),
            known.cursor(),
            List.of(PassedRange.single(missed, PassedReason.DEADLINE)),
            RunSpecBuilder.tick(owner, missed.plusSeconds(1)).build());

    assertThat(claim(tick)).isEqualTo(new ClaimResult.SlotBusy());
    assertThat(ownerSnapshot()).isEqualTo(known);
  }

  @Test
  void a_message_that_takes_a_slot_takes_it_when_it_is_claimed() {
    registered(ONE_AT_A_TIME);
    RunSpec spec = RunSpecBuilder.message(owner, now()).slotLimit(1).build();
    get(
        ledger()
            .submit(partition, List.of(new Submission(spec, 1, BODY, null, OnDuplicate.IGNORE))));
    assertThat(ownerSnapshot().active()).isEmpty();

    sweep();

    assertThat(ownerSnapshot().active()).containsExactly(run(spec.id()));
    assertThat(claim(nextTick())).isEqualTo(new ClaimResult.Skipped(PassedReason.OVERLAP));
  }
}
