package io.jararaca.core.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.OwnerCounters;
import io.jararaca.core.ledger.OwnerPolicy;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.RegisterResult;
import io.jararaca.core.ledger.Registration.Remembered;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An owner that others remember and the ledger does not know was lost. */
abstract class StateLostContract extends LedgerScenario {

  private static final OwnerCounters SHOWN = new OwnerCounters(9, 4, 3, 1, 1, 1, 1, 5, 2);

  StateLostContract(LedgerUnderTest subject) {
    super(subject);
  }

  @Test
  void a_lost_owner_counts_from_now_and_its_gap_is_recorded() {
    Instant before = now();
    PassedRange gap =
        new PassedRange(
            before.minusSeconds(60), before.minusSeconds(1), 60, PassedReason.STATE_LOST);

    RegisterResult.Registered registered = lost(ONE_AT_A_TIME, gap, Duration.ZERO);

    assertThat(registered.created()).isTrue();
    assertThat(registered.cursor()).isBetween(before, now());
    assertThat(registered.effectiveFrom()).isEqualTo(registered.cursor());
    assertThat(registered.waitUntil()).isNull();
    assertThat(ownerSnapshot().passed()).containsExactly(gap);
    assertThat(ownerSnapshot().stateLostAt()).isEqualTo(registered.cursor());
  }

  @Test
  void its_ticks_count_from_where_the_gap_ends_but_not_from_the_future() {
    Instant at = now().minusSeconds(2);

    assertThat(lostAt(at).cursor()).isEqualTo(at);
    get(ledger().forget(partition, token, owner.key(), owner.uid()));
    assertThat(lostAt(at.plusSeconds(1000)).cursor()).isBeforeOrEqualTo(now());
  }

  @Test
  void what_was_shown_of_it_is_shown_again() {
    Instant scheduled = now().minusSeconds(70);
    Remembered remembered =
        new Remembered(SHOWN, 3, scheduled, scheduled.plusSeconds(1), null, null, Duration.ZERO);

    RegisterResult.Registered registered =
        registered(registration(ONE_AT_A_TIME).withRemembered(remembered));

    OwnerSnapshot snapshot = ownerSnapshot();
    assertThat(registered.runs()).isEqualTo(9);
    assertThat(snapshot.counters()).isEqualTo(SHOWN);
    assertThat(snapshot.consecutiveFailures()).isEqualTo(3);
    assertThat(snapshot.lastScheduleTime()).isEqualTo(scheduled);
    assertThat(snapshot.lastSuccessfulTime()).isEqualTo(scheduled.plusSeconds(1));
    assertThat(snapshot.passed()).isEmpty();
  }

  @Test
  void runs_before_the_loss_count_toward_maxRuns() {
    lost(new OwnerPolicy(5, false, 10, 10, null), null, Duration.ZERO);

    assertThat(claim(nextTick())).isInstanceOf(ClaimResult.Claimed.class);
    assertThat(claim(nextTick())).isEqualTo(new ClaimResult.Changed());
  }

  @Test
  void failures_before_the_loss_still_suspend() {
    RegisterResult.Registered registered =
        lost(new OwnerPolicy(5, false, 10, null, 2), null, Duration.ZERO);

    assertThat(registered.suspendedByFailures()).isTrue();
    assertThat(claim(nextTick())).isEqualTo(new ClaimResult.Changed());
  }

  @Test
  void an_owner_with_one_slot_gets_no_run_while_somebody_may_still_run_the_lost_one() {
    RegisterResult.Registered registered = lost(ONE_AT_A_TIME, null, SHORT);

    assertThat(registered.waitUntil()).isEqualTo(registered.cursor().plus(SHORT));
    assertThat(claim(nextTick())).isEqualTo(new ClaimResult.SlotBusy());
    assertThat(claim(trigger("now"))).isEqualTo(new ClaimResult.SlotBusy());
    assertThat(registered(registration(ONE_AT_A_TIME)).waitUntil())
        .isEqualTo(registered.waitUntil());
    advance(SHORT);
    assertThat(registered(registration(ONE_AT_A_TIME)).waitUntil()).isNull();
    assertThat(claim(nextTick())).isInstanceOf(ClaimResult.Claimed.class);
  }

  @Test
  void its_ticks_can_be_passed_over_meanwhile() {
    lost(ONE_AT_A_TIME, null, LONG_LEASE);
    Instant cursor = ownerSnapshot().cursor();

    ClaimResult passed =
        claim(pass(PassedRange.single(cursor.plusSeconds(1), PassedReason.CATCH_UP)));

    assertThat(passed).isInstanceOf(ClaimResult.Claimed.class);
  }

  @Test
  void an_owner_that_allows_overlap_waits_for_nobody() {
    RegisterResult.Registered registered = lost(policy(2), null, LONG_LEASE);

    assertThat(registered.waitUntil()).isNull();
    assertThat(claim(nextTick())).isInstanceOf(ClaimResult.Claimed.class);
  }

  @Test
  void a_known_owner_has_lost_nothing() {
    finished(claimed(), new Outcome.Succeeded());
    OwnerSnapshot before = ownerSnapshot();
    PassedRange gap = PassedRange.single(now().minusSeconds(5), PassedReason.STATE_LOST);

    RegisterResult.Registered registered = lost(ONE_AT_A_TIME, gap, LONG_LEASE);

    assertThat(registered.created()).isFalse();
    assertThat(registered.waitUntil()).isNull();
    assertThat(ownerSnapshot()).isEqualTo(before);
    assertThat(before.stateLostAt()).isNull();
  }

  @Test
  void a_success_after_the_loss_is_later_than_it() {
    Instant lostAt = lost(ONE_AT_A_TIME, null, Duration.ZERO).cursor();
    advance(SHORT);

    finished(claimed(), new Outcome.Succeeded());

    assertThat(ownerSnapshot().lastSuccessfulTime()).isAfter(lostAt);
    assertThat(ownerSnapshot().consecutiveFailures()).isZero();
    assertThat(ownerSnapshot().stateLostAt()).isEqualTo(lostAt);
  }

  private RegisterResult.Registered lostAt(Instant at) {
    return registered(
        registration(ONE_AT_A_TIME)
            .withRemembered(new Remembered(SHOWN, 0, null, null, at, null, Duration.ZERO)));
  }

  private RegisterResult.Registered lost(
      OwnerPolicy policy, @Nullable PassedRange gap, Duration wait) {
    return registered(
        registration(policy).withRemembered(new Remembered(SHOWN, 3, null, null, null, gap, wait)));
  }
}
