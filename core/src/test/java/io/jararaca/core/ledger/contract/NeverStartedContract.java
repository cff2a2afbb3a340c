package io.jararaca.core.ledger.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.SweepRequest;
import io.jararaca.core.ledger.Swept;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A dispatched run that is lost from its queue is published again; one that waits there is not. */
abstract class NeverStartedContract extends LedgerScenario {

  private final HandlerRef report = new HandlerRef("shop", "report-of-" + owner.key().name());
  private final HandlerRef other = new HandlerRef("shop", "other");

  NeverStartedContract(LedgerUnderTest subject) {
    super(subject);
  }

  @BeforeEach
  void raise_with_little_patience() {
    raise(new LedgerTimings(Duration.ofMinutes(5), SHORT, Duration.ofDays(1)));
  }

  @Test
  void a_run_that_nobody_starts_names_its_handler() {
    dispatched();
    advancePast(SHORT);

    assertThat(sweep().unstarted()).containsExactly(report);
    assertThat(sweep().unstarted()).isEmpty();
  }

  @Test
  void a_run_dispatched_before_its_queue_lost_runs_is_handed_out_with_the_same_rev() {
    Publication lost = dispatched();
    advancePast(SHORT);

    Swept swept = sweepLostBefore(report, now());

    assertThat(swept.toPublish()).extracting(Publication::runRev).containsExactly(lost.runRev());
    assertThat(swept.unstarted()).isEmpty();
    assertThat(run(lost).state()).isEqualTo(RunState.CLAIMED);
    assertThat(started(swept.toPublish().get(0)).leaseId()).startsWith("1:");
  }

  @Test
  void a_run_dispatched_after_its_queue_lost_runs_waits() {
    Instant before = now().minusMillis(1);
    Publication waiting = dispatched();
    advancePast(SHORT);

    Swept swept = sweepLostBefore(report, before);

    assertThat(swept.toPublish()).isEmpty();
    assertThat(swept.unstarted()).containsExactly(report);
    assertThat(run(waiting).state()).isEqualTo(RunState.DISPATCHED);
  }

  @Test
  void the_loss_of_another_queue_says_nothing() {
    dispatched();
    advancePast(SHORT);

    assertThat(sweepLostBefore(other, now()).toPublish()).isEmpty();
  }

  @Test
  void nothing_is_lost_before_the_patience_is_over() {
    Publication fresh = dispatched();

    assertThat(sweepLostBefore(report, now().plusMillis(1)).looked()).isZero();
    assertThat(run(fresh).state()).isEqualTo(RunState.DISPATCHED);
  }

  @Test
  void a_run_that_has_started_is_not_handed_out() {
    Publication running = dispatched();
    started(running);
    advancePast(SHORT);

    Swept swept = sweepLostBefore(report, now());

    assertThat(swept.toPublish()).isEmpty();
    assertThat(swept.unstarted()).isEmpty();
  }

  @Test
  void the_patience_goes_on_doubling_when_the_run_was_handed_out_again() {
    Publication lost = dispatched();
    advancePast(SHORT);
    sweepLostBefore(report, now());

    commit(lost.runRev());
    Swept swept = sweep();

    assertThat(swept.looked()).isZero();
    Instant dispatchedAt = run(lost).dispatchedAt();
    assertThat(swept.nextLook()).isEqualTo(dispatchedAt.plus(SHORT.multipliedBy(2)));
  }

  @Test
  void a_retry_begins_with_the_first_patience_again() {
    Publication lost = dispatched();
    advancePast(SHORT);
    Publication again = sweepLostBefore(report, now()).toPublish().get(0);
    release(started(again));
    Publication retry = sweep().toPublish().get(0);

    commit(retry.runRev());

    assertThat(sweep().nextLook()).isEqualTo(run(lost).dispatchedAt().plus(SHORT));
  }

  @Test
  void who_asks_is_told_when_the_newest_run_that_started_was_dispatched() {
    registered(policy(5));
    Publication lost = dispatched();
    advance(SHORT);
    Publication elsewhere = claimed(run -> run.handler(other));
    commit(elsewhere.runRev());
    started(elsewhere);
    Publication later = dispatched();
    Instant before = now();
    Swept unknown = sweepLostBefore(report, Instant.EPOCH);
    advance(SHORT);

    started(later);
    Swept swept = sweepLostBefore(report, Instant.EPOCH);

    assertThat(unknown.newestStarted()).isEmpty();
    assertThat(swept.newestStarted()).containsOnly(Map.entry(report, dispatchedAt(later)));
    assertThat(dispatchedAt(later)).isAfter(dispatchedAt(lost)).isBeforeOrEqualTo(before);
    assertThat(sweep().newestStarted()).isEmpty();
  }

  @Test
  void an_older_run_that_starts_late_says_nothing_new() {
    registered(policy(5));
    Publication older = dispatched();
    advance(SHORT);
    Publication newer = dispatched();
    Instant dispatchedAt = dispatchedAt(newer);
    started(newer);

    started(older);

    assertThat(sweepLostBefore(report, Instant.EPOCH).newestStarted())
        .containsExactly(Map.entry(report, dispatchedAt));
  }

  @Test
  void a_run_that_starts_before_its_commit_says_nothing() {
    Publication fast = claimed(run -> run.handler(report));
    started(fast);
    commit(fast.runRev());

    assertThat(sweepLostBefore(report, Instant.EPOCH).newestStarted()).isEmpty();
  }

  private Instant dispatchedAt(Publication publication) {
    return requireNonNull(run(publication).dispatchedAt());
  }

  private Publication dispatched() {
    Publication claimed = claimed(run -> run.handler(report));
    commit(claimed.runRev());
    return claimed;
  }

  private Swept sweepLostBefore(HandlerRef handler, Instant instant) {
    return get(
        ledger()
            .sweep(partition, token, new SweepRequest(200, Map.of(), Map.of(handler, instant))));
  }
}
