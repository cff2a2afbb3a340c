package io.jararaca.core.ledger.contract;

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

/**
 * A dispatched run that is lost from its queue is published again; one that waits there is not. A
 * ledger that does not know {@link SweepRequest#drainedQueues} yet is spared.
 */
public abstract class NeverStartedContract extends LedgerScenario {

  private static final HandlerRef REPORT = new HandlerRef("shop", "report");

  protected NeverStartedContract(LedgerUnderTest subject) {
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

    assertThat(sweep().unstarted()).containsExactly(REPORT);
    assertThat(sweep().unstarted()).isEmpty();
  }

  @Test
  void a_run_whose_queue_was_drained_since_is_handed_out_with_the_same_rev() {
    Publication lost = dispatched();
    advancePast(SHORT);

    Swept swept = sweepDrained(REPORT, now());

    assertThat(swept.toPublish()).extracting(Publication::runRev).containsExactly(lost.runRev());
    assertThat(swept.unstarted()).isEmpty();
    assertThat(run(lost).state()).isEqualTo(RunState.CLAIMED);
    assertThat(started(swept.toPublish().get(0)).leaseId()).startsWith("1:");
  }

  @Test
  void a_run_dispatched_after_its_queue_was_drained_waits() {
    Instant before = now().minusMillis(1);
    Publication waiting = dispatched();
    advancePast(SHORT);

    Swept swept = sweepDrained(REPORT, before);

    assertThat(swept.toPublish()).isEmpty();
    assertThat(swept.unstarted()).containsExactly(REPORT);
    assertThat(run(waiting).state()).isEqualTo(RunState.DISPATCHED);
  }

  @Test
  void the_drain_of_another_queue_says_nothing() {
    dispatched();
    advancePast(SHORT);

    assertThat(sweepDrained(new HandlerRef("shop", "other"), now()).toPublish()).isEmpty();
  }

  @Test
  void a_drained_queue_hands_out_nothing_before_the_patience_is_over() {
    Publication fresh = dispatched();

    assertThat(sweepDrained(REPORT, now().plusMillis(1)).looked()).isZero();
    assertThat(run(fresh).state()).isEqualTo(RunState.DISPATCHED);
  }

  @Test
  void a_run_that_has_started_is_not_handed_out() {
    Publication running = dispatched();
    started(running);
    advancePast(SHORT);

    Swept swept = sweepDrained(REPORT, now());

    assertThat(swept.toPublish()).isEmpty();
    assertThat(swept.unstarted()).isEmpty();
  }

  @Test
  void the_patience_goes_on_doubling_when_the_run_was_handed_out_again() {
    Publication lost = dispatched();
    advancePast(SHORT);
    sweepDrained(REPORT, now());

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
    Publication again = sweepDrained(REPORT, now()).toPublish().get(0);
    release(started(again));
    Publication retry = sweep().toPublish().get(0);

    commit(retry.runRev());

    assertThat(sweep().nextLook()).isEqualTo(run(lost).dispatchedAt().plus(SHORT));
  }

  private Publication dispatched() {
    Publication claimed = claimed(run -> run.handler(REPORT));
    commit(claimed.runRev());
    return claimed;
  }

  private Swept sweepDrained(HandlerRef handler, Instant seenAt) {
    return get(
        ledger().sweep(partition, token, new SweepRequest(200, Map.of(), Map.of(handler, seenAt))));
  }
}
