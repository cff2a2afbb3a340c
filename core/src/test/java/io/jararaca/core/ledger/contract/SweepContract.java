package io.jararaca.core.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.SweepRequest;
import io.jararaca.core.ledger.Swept;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** SWEEP: what only time brings about. */
abstract class SweepContract extends LedgerScenario {

  private static final LedgerTimings HASTY = new LedgerTimings(SHORT, SHORT, Duration.ofDays(1));

  SweepContract(LedgerUnderTest subject) {
    super(subject);
  }

  @Test
  void an_empty_partition_needs_no_look() {
    Swept swept = sweep();

    assertThat(swept.toPublish()).isEmpty();
    assertThat(swept.looked()).isZero();
    assertThat(swept.nextLook()).isNull();
  }

  @Test
  void a_claim_is_not_handed_out_before_its_patience_is_over() {
    Instant before = now();
    claimed();

    Swept swept = sweep();

    assertThat(swept.toPublish()).isEmpty();
    assertThat(swept.looked()).isZero();
    assertThat(swept.nextLook())
        .isBetween(before.plus(PATIENT.claimPatience()), now().plus(PATIENT.claimPatience()));
  }

  @Test
  void a_claim_that_was_not_confirmed_is_handed_out_again_with_the_same_rev() {
    raise(HASTY);
    Publication claimed = claimed(run -> run.headers(Map.of("tenant", "blue")));
    advancePast(SHORT);

    Swept swept = sweep();

    assertThat(swept.toPublish()).hasSize(1);
    Publication again = swept.toPublish().get(0);
    assertThat(again.spec()).isEqualTo(claimed.spec());
    assertThat(again.rev()).isZero();
    assertThat(again.incarnation()).isEqualTo(claimed.incarnation());
    assertThat(again.body()).isEqualTo(BODY);
    assertThat(swept.looked()).isEqualTo(1);
    assertThat(swept.nextLook()).isAfter(swept.now());
    assertThat(run(claimed).state()).isEqualTo(RunState.CLAIMED);
  }

  @Test
  void a_dispatched_run_is_looked_at_but_not_handed_out() {
    raise(HASTY);
    Publication claimed = claimed();
    commit(claimed.runRev());
    advancePast(SHORT);

    Swept swept = sweep();

    assertThat(swept.toPublish()).isEmpty();
    assertThat(swept.looked()).isEqualTo(1);
    assertThat(Duration.between(swept.now(), swept.nextLook())).isEqualTo(SHORT.multipliedBy(2));
    assertThat(run(claimed).state()).isEqualTo(RunState.DISPATCHED);
  }

  @Test
  void a_sweep_looks_at_no_more_than_its_limit() {
    raise(HASTY);
    registered(policy(5));
    RunId first = claimed().spec().id();
    RunId second = claimed().spec().id();
    advancePast(SHORT);

    Swept one = get(ledger().sweep(partition, token, new SweepRequest(1, Map.of())));
    Swept other = get(ledger().sweep(partition, token, new SweepRequest(1, Map.of())));

    assertThat(one.looked()).isEqualTo(1);
    assertThat(one.nextLook()).isBeforeOrEqualTo(one.now());
    List<Publication> both = new ArrayList<>(one.toPublish());
    both.addAll(other.toPublish());
    assertThat(both).extracting(p -> p.spec().id()).containsExactlyInAnyOrder(first, second);
  }

  @Test
  void a_run_past_its_deadline_that_never_started_expires() {
    Publication claimed = claimed(run -> run.expiresAt(now().plus(SHORT)));
    commit(claimed.runRev());
    Swept early = sweep();
    advancePast(SHORT);

    Swept swept = sweep();

    assertThat(early.looked()).isZero();
    assertThat(early.nextLook()).isBefore(early.now().plus(PATIENT.startPatience()));
    assertThat(swept.toPublish()).isEmpty();
    assertThat(run(claimed).state()).isEqualTo(RunState.EXPIRED);
    assertThat(run(claimed).finishedAt()).isNotNull();
    assertThat(ownerSnapshot().active()).isEmpty();
    assertThat(ownerSnapshot().counters().expired()).isEqualTo(1);
  }

  @Test
  void a_run_that_has_started_does_not_expire() {
    Publication claimed = claimed(run -> run.expiresAt(now().plus(SHORT)));
    LeaseRef lease = started(claimed);
    advancePast(SHORT);
    release(lease);

    Swept swept = sweep();

    assertThat(find(swept.toPublish(), claimed.spec().id())).isNotNull();
    assertThat(run(claimed).state()).isEqualTo(RunState.CLAIMED);
  }

  @Test
  void a_live_lease_is_left_alone() {
    Publication claimed = claimed();
    started(delivered(claimed, "worker-1", LONG_LEASE));
    advance(SHORT);

    sweep();

    assertThat(run(claimed).state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void a_lease_that_ends_is_a_loss_and_the_run_is_handed_out_at_once() {
    Publication claimed = claimed();
    started(delivered(claimed, "worker-1", SHORT));
    advancePast(SHORT);

    Publication again = find(sweep().toPublish(), claimed.spec().id());

    assertThat(again).isNotNull();
    assertThat(again.rev()).isEqualTo(1);
    assertThat(again.body()).isEqualTo(BODY);
    assertThat(run(claimed).state()).isEqualTo(RunState.CLAIMED);
    assertThat(run(claimed).message()).contains("worker-1");
    assertDropped(delivered(claimed, "worker-1", SHORT));
    assertThat(started(again).leaseId()).startsWith("2:");
  }

  @Test
  void one_loss_too_many_is_the_end() {
    Publication claimed = claimed(run -> run.maxLosses(1));
    loseWorker(claimed);
    loseWorker(sweep().toPublish().get(0));

    Swept swept = sweep();

    assertThat(swept.toPublish()).isEmpty();
    assertThat(run(claimed).state()).isEqualTo(RunState.LOST);
    assertThat(run(claimed).attempts()).isEqualTo(2);
    assertThat(run(claimed).message()).isNotEmpty();
    assertThat(ownerSnapshot().counters().lost()).isEqualTo(1);
    assertThat(ownerSnapshot().active()).isEmpty();
  }

  @Test
  void a_lease_that_ends_past_the_timeout_is_a_failed_attempt() {
    Publication claimed = claimed(run -> run.timeout(SHORT).maxLosses(0));
    loseWorker(claimed);

    sweep();

    assertThat(run(claimed).state()).isEqualTo(RunState.TIMED_OUT);
    assertThat(ownerSnapshot().counters().timedOut()).isEqualTo(1);
  }

  @Test
  void a_timeout_that_the_sweep_found_is_retried_after_its_wait() {
    Publication claimed = claimed(run -> run.timeout(SHORT).attempts(2, SHORT));
    loseWorker(claimed);

    Swept swept = sweep();

    assertThat(swept.toPublish()).isEmpty();
    assertThat(run(claimed).state()).isEqualTo(RunState.PENDING);
    assertThat(run(claimed).rev()).isEqualTo(1);
    assertThat(run(claimed).dueAt()).isEqualTo(swept.now().plus(SHORT));
    advance(SHORT);
    assertThat(find(sweep().toPublish(), claimed.spec().id())).isNotNull();
  }

  @Test
  void runs_of_a_closed_queue_wait_and_hold_up_nobody() {
    raise(HASTY);
    registered(policy(5));
    HandlerRef closed = new HandlerRef("shop", "refuses");
    Publication refused = claimed(run -> run.handler(closed));
    Publication good = claimed();
    advancePast(SHORT);

    Swept swept = sweep(Map.of(closed, Duration.ofSeconds(30)));

    assertThat(swept.toPublish()).extracting(Publication::spec).containsExactly(good.spec());
    assertThat(run(refused).state()).isEqualTo(RunState.CLAIMED);
    advancePast(SHORT);
    assertThat(find(sweep().toPublish(), refused.spec().id())).isNull();
  }

  @Test
  void a_due_retry_of_a_closed_queue_stays_pending() {
    HandlerRef closed = new HandlerRef("shop", "refuses");
    Publication claimed = claimed(run -> run.handler(closed));
    release(started(claimed));

    Swept swept = sweep(Map.of(closed, SHORT));

    assertThat(swept.toPublish()).isEmpty();
    assertThat(run(claimed).state()).isEqualTo(RunState.PENDING);
    assertThat(swept.nextLook()).isEqualTo(swept.now().plus(SHORT));
    advance(SHORT);
    assertThat(find(sweep().toPublish(), claimed.spec().id())).isNotNull();
  }

  @Test
  void an_ended_run_is_kept_for_its_retention_and_then_removed() {
    raise(new LedgerTimings(SHORT, SHORT, SHORT));
    Publication claimed = claimed();
    finished(claimed, new Outcome.Succeeded());
    sweep();
    assertThat(run(claimed).state()).isEqualTo(RunState.SUCCEEDED);
    advancePast(SHORT);

    Swept swept = sweep();

    assertThat(get(ledger().run(claimed.spec().id()))).isEqualTo(Optional.empty());
    assertThat(swept.looked()).isEqualTo(1);
    assertThat(swept.nextLook()).isNull();
    assertThat(ownerSnapshot().history()).hasSize(1);
    assertDropped(delivered(claimed, "worker-1", LONG_LEASE));
  }

  private void loseWorker(Publication publication) {
    started(delivered(publication, "worker-1", SHORT));
    advancePast(SHORT);
  }
}
