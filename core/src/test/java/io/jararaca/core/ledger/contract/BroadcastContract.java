package io.jararaca.core.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.ClaimResult;
import io.jararaca.core.ledger.CompleteResult;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.StartRequest;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunSpecBuilder;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** exclusive: false: every live worker instance runs it, and the results are joined. */
abstract class BroadcastContract extends LedgerScenario {

  private static final Outcome SUCCEEDED = new Outcome.Succeeded();
  private static final Duration LONG = Duration.ofMinutes(5);

  BroadcastContract(LedgerUnderTest subject) {
    super(subject);
  }

  @Test
  void each_instance_runs_its_own_part_and_all_successes_are_a_success() {
    Publication run = broadcast(LONG, "a", "b");
    LeaseRef a = startedBy(run, "a");
    LeaseRef b = startedBy(run, "b");

    assertThat(a.leaseId()).startsWith("1:");
    assertThat(b.leaseId()).startsWith("1:");
    assertThat(complete(a, SUCCEEDED)).isEqualTo(new CompleteResult.Ended(RunState.SUCCEEDED));
    assertThat(run(run).state()).isEqualTo(RunState.RUNNING);
    assertThat(complete(b, SUCCEEDED)).isEqualTo(new CompleteResult.Ended(RunState.SUCCEEDED));

    assertThat(run(run).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run(run).attempts()).isEqualTo(2);
    assertThat(ownerSnapshot().counters().succeeded()).isEqualTo(1);
    assertThat(ownerSnapshot().active()).isEmpty();
  }

  @Test
  void it_takes_one_place_in_the_slot_until_all_have_ended() {
    Publication run = broadcast(LONG, "a", "b");
    complete(startedBy(run, "a"), SUCCEEDED);

    assertThat(claim(nextTick())).isInstanceOf(ClaimResult.Skipped.class);
  }

  @Test
  void the_worst_part_is_the_result() {
    Publication run = broadcast(LONG, "a", "b", "c");
    complete(startedBy(run, "a"), new Outcome.Failed("boom"));
    complete(startedBy(run, "b"), new Outcome.TimedOut("took too long"));
    complete(startedBy(run, "c"), SUCCEEDED);

    assertThat(run(run).state()).isEqualTo(RunState.TIMED_OUT);
    assertThat(run(run).message()).isEqualTo("b: took too long");
  }

  @Test
  void of_equally_bad_parts_the_first_by_name_speaks() {
    Publication run = broadcast(LONG, "c", "a", "b");
    complete(startedBy(run, "c"), new Outcome.Failed("third"));
    complete(startedBy(run, "a"), SUCCEEDED);
    complete(startedBy(run, "b"), new Outcome.Failed("second"));

    assertThat(run(run).state()).isEqualTo(RunState.FAILED);
    assertThat(run(run).message()).isEqualTo("b: second");
  }

  @Test
  void nothing_of_it_is_retried() {
    Publication run =
        broadcast(tick -> tick.broadcast(LONG).attempts(5, Duration.ZERO), "a", "b", "c");

    assertThat(complete(startedBy(run, "a"), new Outcome.RetryLater(SHORT, "not yet")))
        .isEqualTo(new CompleteResult.Ended(RunState.FAILED));
    assertThat(complete(startedBy(run, "b"), new Outcome.Rejected("never")))
        .isEqualTo(new CompleteResult.Ended(RunState.FAILED));
    assertThat(complete(startedBy(run, "c"), new Outcome.Failed("boom")))
        .isEqualTo(new CompleteResult.Ended(RunState.FAILED));

    assertThat(run(run).state()).isEqualTo(RunState.FAILED);
    assertThat(run(run).message()).isEqualTo("a: not yet");
  }

  @Test
  void a_part_handed_back_is_lost() {
    Publication run = broadcast(LONG, "a", "b");
    LeaseRef a = startedBy(run, "a");

    assertThat(release(a)).isTrue();
    assertThat(release(a)).isFalse();
    complete(startedBy(run, "b"), new Outcome.Failed("boom"));

    assertThat(run(run).state()).isEqualTo(RunState.LOST);
    assertThat(run(run).message()).startsWith("a: ");
    assertThat(complete(a, SUCCEEDED)).isInstanceOf(CompleteResult.Refused.class);
  }

  @Test
  void an_instance_that_nobody_expected_joins() {
    Publication run = broadcast(LONG, "a");
    LeaseRef late = startedBy(run, "late");
    complete(startedBy(run, "a"), SUCCEEDED);

    assertThat(run(run).state()).isEqualTo(RunState.RUNNING);
    complete(late, new Outcome.Failed("boom"));
    assertThat(run(run).state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void an_instance_starts_it_once() {
    Publication run = broadcast(LONG, "a", "b");
    StartRequest request = delivered(run, "a", LONG_LEASE);
    LeaseRef lease = started(request);

    assertThat(started(request)).isEqualTo(lease);
    assertDropped(delivered(run, "a", LONG_LEASE));
    complete(lease, SUCCEEDED);
    assertDropped(delivered(run, "a", LONG_LEASE));
    assertThat(run(run).attempts()).isEqualTo(1);
  }

  @Test
  void a_part_told_twice_is_answered_as_the_first_time() {
    Publication run = broadcast(LONG, "a", "b");
    LeaseRef a = startedBy(run, "a");
    complete(a, new Outcome.Failed("boom"));

    assertThat(complete(a, SUCCEEDED)).isEqualTo(new CompleteResult.Ended(RunState.FAILED));
    complete(startedBy(run, "b"), SUCCEEDED);
    assertThat(complete(a, SUCCEEDED)).isEqualTo(new CompleteResult.Ended(RunState.FAILED));
    assertThat(ownerSnapshot().counters().failed()).isEqualTo(1);
  }

  @Test
  void a_claim_that_is_overdue_is_not_handed_out_again() {
    raise(new LedgerTimings(SHORT, SHORT, LONG));
    Publication run = broadcast(LONG, "a");
    advancePast(SHORT);

    assertThat(sweep().toPublish()).isEmpty();
    assertThat(run(run).state()).isEqualTo(RunState.CLAIMED);
    commit(run.runRev());
    assertThat(run(run).state()).isEqualTo(RunState.DISPATCHED);
  }

  @Test
  void an_instance_that_does_not_start_in_time_is_lost() {
    Publication run = broadcast(SHORT, "a", "b");
    complete(startedBy(run, "a"), SUCCEEDED);
    advancePast(SHORT);

    sweep();

    assertThat(run(run).state()).isEqualTo(RunState.LOST);
    assertThat(run(run).message()).startsWith("b: ");
    assertThat(ownerSnapshot().counters().lost()).isEqualTo(1);
    assertDropped(delivered(run, "b", LONG_LEASE));
  }

  @Test
  void an_instance_that_was_given_up_does_not_start_while_others_run() {
    Publication run = broadcast(SHORT, "a", "b");
    LeaseRef a = startedBy(run, "a");
    advancePast(SHORT);
    sweep();

    assertDropped(delivered(run, "b", LONG_LEASE));
    assertThat(run(run).state()).isEqualTo(RunState.RUNNING);
    complete(a, SUCCEEDED);
    assertThat(run(run).state()).isEqualTo(RunState.LOST);
  }

  @Test
  void nobody_who_starts_in_time_is_a_loss_too() {
    Publication run = broadcast(SHORT, "a", "b");
    commit(run.runRev());
    advancePast(SHORT);

    sweep();

    assertThat(run(run).state()).isEqualTo(RunState.LOST);
    assertThat(run(run).attempts()).isZero();
  }

  @Test
  void an_instance_whose_lease_ends_is_lost_and_the_others_go_on() {
    Publication run = broadcast(LONG, "a", "b");
    LeaseRef a = started(delivered(run, "a", SHORT));
    LeaseRef b = startedBy(run, "b");
    advancePast(SHORT);

    sweep();

    assertThat(run(run).state()).isEqualTo(RunState.RUNNING);
    assertThat(heartbeat(a, LONG_LEASE)).isFalse();
    assertThat(heartbeat(b, LONG_LEASE)).isTrue();
    assertThat(complete(a, SUCCEEDED)).isInstanceOf(CompleteResult.Refused.class);
    complete(b, SUCCEEDED);
    assertThat(run(run).state()).isEqualTo(RunState.LOST);
  }

  @Test
  void a_part_that_sends_heartbeats_keeps_its_lease() {
    Publication run = broadcast(LONG, "a");
    LeaseRef a = started(delivered(run, "a", Duration.ofSeconds(1)));

    assertThat(heartbeat(a, LONG_LEASE)).isTrue();
    advancePast(Duration.ofSeconds(1));
    sweep();

    assertThat(complete(a, SUCCEEDED)).isEqualTo(new CompleteResult.Ended(RunState.SUCCEEDED));
  }

  @Test
  void a_broadcast_past_its_deadline_that_nobody_started_expires() {
    Publication run = broadcast(tick -> tick.broadcast(LONG).expiresAt(now().plus(SHORT)), "a");
    advancePast(SHORT);

    assertDropped(delivered(run, "a", LONG_LEASE));
    sweep();

    assertThat(run(run).state()).isEqualTo(RunState.EXPIRED);
  }

  @Test
  void a_broadcast_that_nobody_started_can_be_cancelled() {
    Publication run = broadcast(LONG, "a");

    assertThat(get(ledger().cancel(run.spec().id(), CancelReason.REQUESTED))).isTrue();
    assertDropped(delivered(run, "a", LONG_LEASE));
  }

  @Test
  void a_broadcast_that_someone_runs_cannot_be_cancelled() {
    Publication run = broadcast(LONG, "a", "b");
    startedBy(run, "a");

    assertThat(get(ledger().cancel(run.spec().id(), CancelReason.REQUESTED))).isFalse();
  }

  @Test
  void a_broadcast_of_a_lost_incarnation_is_made_again_for_who_starts_it() {
    registered(ONE_AT_A_TIME);
    Instant plannedAt = ownerSnapshot().cursor().minusSeconds(5);
    RunSpec spec = RunSpecBuilder.tick(owner, plannedAt).broadcast(LONG).build();
    Publication lost = new Publication(spec, 0, "lost-incarnation", BODY);

    LeaseRef a = startedBy(lost, "a");
    LeaseRef b = startedBy(lost, "b");
    complete(a, SUCCEEDED);

    assertThat(run(lost).state()).isEqualTo(RunState.RUNNING);
    complete(b, SUCCEEDED);
    assertThat(run(lost).state()).isEqualTo(RunState.SUCCEEDED);
  }

  private LeaseRef startedBy(Publication run, String instance) {
    return started(delivered(run, instance, LONG_LEASE));
  }

  private Publication broadcast(Duration timeout, String... instances) {
    return broadcast(tick -> tick.broadcast(timeout), instances);
  }

  private Publication broadcast(UnaryOperator<RunSpecBuilder> details, String... instances) {
    registered(ONE_AT_A_TIME);
    OwnerSnapshot known = ownerSnapshot();
    Instant plannedAt = known.cursor().plusSeconds(1);
    RunSpec spec = details.apply(RunSpecBuilder.tick(owner, plannedAt)).build();
    ClaimResult result =
        claim(
            new Claim.Tick(
                owner,
                known.effectiveFrom(),
                known.cursor(),
                List.of(),
                plannedAt,
                spec,
                BODY,
                List.of(instances)));
    assertThat(result).isInstanceOf(ClaimResult.Claimed.class);
    return new Publication(spec, 0, ((ClaimResult.Claimed) result).incarnation(), BODY);
  }
}
