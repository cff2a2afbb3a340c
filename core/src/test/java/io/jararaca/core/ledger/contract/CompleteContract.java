package io.jararaca.core.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.RetryPolicy;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** COMPLETE and RELEASE: what follows an attempt. */
abstract class CompleteContract extends LedgerScenario {

  private static final Outcome SUCCEEDED = new Outcome.Succeeded();
  private static final Outcome FAILED = new Outcome.Failed("boom");

  CompleteContract(LedgerUnderTest subject) {
    super(subject);
  }

  @Test
  void a_success_ends_the_run() {
    Publication claimed = claimed();
    Instant before = now();

    CompleteResult result = finished(claimed, SUCCEEDED);

    assertThat(result).isEqualTo(new CompleteResult.Ended(RunState.SUCCEEDED));
    RunSnapshot run = run(claimed);
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.finishedAt()).isBetween(before, now());
    assertThat(run.message()).isNull();
    OwnerSnapshot known = ownerSnapshot();
    assertThat(known.active()).isEmpty();
    assertThat(known.history()).containsExactly(run);
    assertThat(known.counters().succeeded()).isEqualTo(1);
    assertThat(known.lastSuccessfulTime()).isEqualTo(run.finishedAt());
  }

  @Test
  void a_failure_without_retries_ends_the_run() {
    Publication claimed = claimed();

    assertThat(finished(claimed, FAILED)).isEqualTo(new CompleteResult.Ended(RunState.FAILED));
    assertThat(run(claimed).message()).isEqualTo("boom");
    assertThat(ownerSnapshot().counters().failed()).isEqualTo(1);
    assertThat(ownerSnapshot().consecutiveFailures()).isEqualTo(1);
  }

  @Test
  void a_timeout_without_retries_ends_the_run() {
    Publication claimed = claimed(run -> run.timeout(Duration.ofSeconds(5)));

    CompleteResult result = finished(claimed, new Outcome.TimedOut("took too long"));

    assertThat(result).isEqualTo(new CompleteResult.Ended(RunState.TIMED_OUT));
    assertThat(ownerSnapshot().counters().timedOut()).isEqualTo(1);
  }

  @Test
  void a_failure_within_the_policy_waits_for_its_retry() {
    Publication claimed = claimed(run -> run.attempts(2, SHORT));
    Instant before = now();

    CompleteResult result = finished(claimed, FAILED);

    assertThat(result).isInstanceOf(CompleteResult.WillRetry.class);
    Instant at = ((CompleteResult.WillRetry) result).at();
    assertThat(at).isBetween(before.plus(SHORT), now().plus(SHORT));
    RunSnapshot run = run(claimed);
    assertThat(run.state()).isEqualTo(RunState.PENDING);
    assertThat(run.rev()).isEqualTo(1);
    assertThat(run.dueAt()).isEqualTo(at);
    assertThat(run.message()).isEqualTo("boom");
    assertThat(ownerSnapshot().active()).containsExactly(run);
    assertThat(sweep().toPublish()).isEmpty();
  }

  @Test
  void a_retry_runs_when_it_is_due_and_keeps_the_slot_until_then() {
    Publication claimed = claimed(run -> run.attempts(2, SHORT));
    finished(claimed, FAILED);
    assertThat(claim(nextTick()).getClass().getSimpleName()).isEqualTo("Skipped");
    advance(SHORT);

    Publication again = sweep().toPublish().get(0);

    assertThat(again.spec()).isEqualTo(claimed.spec());
    assertThat(again.rev()).isEqualTo(1);
    assertThat(again.body()).isEqualTo(BODY);
    assertThat(finished(again, SUCCEEDED)).isEqualTo(new CompleteResult.Ended(RunState.SUCCEEDED));
    assertThat(run(claimed).attempts()).isEqualTo(2);
  }

  @Test
  void the_last_failure_that_the_policy_allows_ends_the_run() {
    Publication claimed = claimed(run -> run.attempts(2, Duration.ZERO));
    finished(claimed, FAILED);

    CompleteResult result =
        finished(sweep().toPublish().get(0), new Outcome.TimedOut("took too long"));

    assertThat(result).isEqualTo(new CompleteResult.Ended(RunState.TIMED_OUT));
    assertThat(ownerSnapshot().consecutiveFailures()).isEqualTo(1);
  }

  @Test
  void waits_grow_and_are_spread_by_the_runs_own_number() {
    RetryPolicy policy = new RetryPolicy(3, Duration.ofMillis(40), Duration.ofSeconds(60), 2, 50);
    Publication claimed = claimed(run -> run.retry(policy));

    assertWait(claimed, policy, 1);
    advance(Duration.ofMillis(60));
    assertWait(sweep().toPublish().get(0), policy, 2);
  }

  @Test
  void losses_and_hand_backs_do_not_count_as_failures() {
    Publication claimed = claimed(run -> run.attempts(2, Duration.ZERO));
    started(delivered(claimed, "worker-1", SHORT));
    advancePast(SHORT);
    Publication afterLoss = sweep().toPublish().get(0);
    release(started(afterLoss));
    Publication afterRelease = sweep().toPublish().get(0);

    assertThat(finished(afterRelease, FAILED)).isInstanceOf(CompleteResult.WillRetry.class);
    assertThat(finished(sweep().toPublish().get(0), FAILED))
        .isEqualTo(new CompleteResult.Ended(RunState.FAILED));
    assertThat(run(claimed).attempts()).isEqualTo(4);
    assertThat(run(claimed).rev()).isEqualTo(3);
  }

  @Test
  void a_rejection_ends_the_run_at_once() {
    Publication claimed = claimed(run -> run.attempts(5, SHORT));

    CompleteResult result = finished(claimed, new Outcome.Rejected("no such customer"));

    assertThat(result).isEqualTo(new CompleteResult.Ended(RunState.FAILED));
    assertThat(run(claimed).message()).isEqualTo("no such customer");
  }

  @Test
  void a_handler_that_asks_for_later_waits_and_counts_nothing() {
    Publication claimed = claimed();
    Instant before = now();

    CompleteResult result = finished(claimed, new Outcome.RetryLater(SHORT, "not yet"));

    assertThat(((CompleteResult.WillRetry) result).at())
        .isBetween(before.plus(SHORT), now().plus(SHORT));
    assertThat(run(claimed).message()).isEqualTo("not yet");
    advance(SHORT);
    assertThat(finished(sweep().toPublish().get(0), FAILED))
        .isEqualTo(new CompleteResult.Ended(RunState.FAILED));
  }

  @Test
  void an_outcome_told_twice_is_answered_as_the_first_time() {
    LeaseRef lease = started(claimed());
    complete(lease, SUCCEEDED);

    assertThat(complete(lease, SUCCEEDED)).isEqualTo(new CompleteResult.Ended(RunState.SUCCEEDED));
    assertThat(complete(lease, FAILED)).isEqualTo(new CompleteResult.Ended(RunState.SUCCEEDED));
    assertThat(ownerSnapshot().counters().succeeded()).isEqualTo(1);
    assertThat(ownerSnapshot().history()).hasSize(1);
  }

  @Test
  void a_retry_told_twice_is_answered_as_the_first_time() {
    Publication claimed = claimed(run -> run.attempts(3, SHORT));
    LeaseRef lease = started(claimed);
    CompleteResult first = complete(lease, FAILED);

    assertThat(complete(lease, FAILED)).isEqualTo(first);
    assertThat(run(claimed).rev()).isEqualTo(1);
    advance(SHORT);
    started(sweep().toPublish().get(0));
    assertThat(complete(lease, FAILED)).isEqualTo(first);
    assertThat(run(claimed).state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void another_lease_is_refused() {
    Publication claimed = claimed();
    LeaseRef lease = started(claimed);

    CompleteResult result =
        complete(new LeaseRef(lease.run(), "1:another-nonce", lease.instance()), SUCCEEDED);

    assertThat(result).isInstanceOf(CompleteResult.Refused.class);
    assertThat(run(claimed).state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void another_lease_is_refused_after_the_end_too() {
    Publication claimed = claimed(run -> run.attempts(2, Duration.ofMinutes(5)));
    LeaseRef lease = started(claimed);
    complete(lease, FAILED);
    LeaseRef forged = new LeaseRef(lease.run(), "1:another-nonce", lease.instance());

    assertThat(complete(forged, FAILED)).isInstanceOf(CompleteResult.Refused.class);
    assertThat(run(claimed).rev()).isEqualTo(1);
  }

  @Test
  void a_lease_that_the_sweep_ended_is_refused() {
    Publication claimed = claimed();
    LeaseRef lease = started(delivered(claimed, "worker-1", SHORT));
    advancePast(SHORT);
    sweep();

    assertThat(complete(lease, SUCCEEDED)).isInstanceOf(CompleteResult.Refused.class);
    assertThat(release(lease)).isFalse();
    assertThat(run(claimed).state()).isEqualTo(RunState.CLAIMED);
  }

  @Test
  void an_outcome_is_accepted_after_the_leases_end_until_the_sweep_came() {
    LeaseRef lease = started(delivered(claimed(), "worker-1", SHORT));
    advancePast(SHORT);

    assertThat(complete(lease, SUCCEEDED)).isEqualTo(new CompleteResult.Ended(RunState.SUCCEEDED));
  }

  @Test
  void a_run_handed_back_is_due_at_once() {
    Publication claimed = claimed(run -> run.maxLosses(0));
    LeaseRef lease = started(claimed);

    assertThat(release(lease)).isTrue();

    assertThat(run(claimed).state()).isEqualTo(RunState.PENDING);
    assertThat(sweep().toPublish()).extracting(Publication::rev).containsExactly(1);
    assertThat(release(lease)).isFalse();
    assertThat(complete(lease, SUCCEEDED)).isInstanceOf(CompleteResult.Refused.class);
  }

  private void assertWait(Publication publication, RetryPolicy policy, int failures) {
    double spread = RetryPolicy.spreadOf(publication.spec().id(), failures);
    Duration wait = policy.backoff(failures, spread);
    Instant before = now();
    CompleteResult result = finished(publication, FAILED);
    assertThat(((CompleteResult.WillRetry) result).at())
        .isBetween(before.plus(wait), now().plus(wait));
  }
}
