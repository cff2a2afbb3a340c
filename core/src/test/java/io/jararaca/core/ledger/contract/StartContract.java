package io.jararaca.core.ledger.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.ledger.StartRequest;
import io.jararaca.core.ledger.StartResult;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunSpecBuilder;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** START and HEARTBEAT: one attempt at a time. */
abstract class StartContract extends LedgerScenario {

  StartContract(LedgerUnderTest subject) {
    super(subject);
  }

  @Test
  void a_dispatched_run_starts() {
    Publication claimed = claimed();
    commit(claimed.runRev());
    StartRequest request = delivered(claimed, "worker-1", LONG_LEASE);
    Instant before = now();

    StartResult.Started started = (StartResult.Started) start(request);

    assertThat(started.attempt()).isEqualTo(1);
    assertThat(started.lease())
        .isEqualTo(new LeaseRef(claimed.spec().id(), "1:" + request.nonce(), "worker-1"));
    assertThat(started.startedAt()).isBetween(before, now());
    RunSnapshot run = run(claimed);
    assertThat(run.state()).isEqualTo(RunState.RUNNING);
    assertThat(run.attempts()).isEqualTo(1);
    assertThat(run.instance()).isEqualTo("worker-1");
    assertThat(run.startedAt()).isEqualTo(started.startedAt());
  }

  @Test
  void a_run_may_start_before_its_confirm_is_recorded() {
    Publication claimed = claimed();

    assertThat(start(delivered(claimed, "worker-1", LONG_LEASE)))
        .isInstanceOf(StartResult.Started.class);
  }

  @Test
  void the_same_nonce_gets_the_same_answer_while_the_lease_lives() {
    StartRequest request = delivered(claimed(), "worker-1", LONG_LEASE);
    StartResult first = start(request);

    assertThat(start(request)).isEqualTo(first);
    assertThat(run(request.spec().id()).attempts()).isEqualTo(1);
  }

  @Test
  void the_same_nonce_is_dropped_when_the_lease_is_over() {
    StartRequest request = delivered(claimed(), "worker-1", SHORT);
    started(request);
    advancePast(SHORT);

    assertDropped(request);
  }

  @Test
  void a_second_delivery_is_dropped_while_the_first_runs() {
    Publication claimed = claimed();
    started(delivered(claimed, "worker-1", LONG_LEASE));

    assertDropped(delivered(claimed, "worker-2", LONG_LEASE));
    assertThat(run(claimed).instance()).isEqualTo("worker-1");
  }

  @Test
  void a_run_whose_lease_is_over_starts_only_after_the_sweep() {
    Publication claimed = claimed();
    started(delivered(claimed, "worker-1", SHORT));
    advancePast(SHORT);

    assertDropped(delivered(claimed, "worker-2", LONG_LEASE));
  }

  @Test
  void a_delivery_of_another_rev_is_dropped() {
    Publication claimed = claimed();
    release(started(claimed));
    Publication again = sweep().toPublish().get(0);

    assertDropped(delivered(claimed, "worker-1", LONG_LEASE));
    assertThat(started(again).leaseId()).startsWith("2:");
  }

  @Test
  void a_pending_run_is_dropped_even_with_its_own_rev() {
    Publication claimed = claimed();
    release(started(claimed));

    assertDropped(
        delivered(
            new Publication(claimed.spec(), 1, claimed.incarnation(), BODY),
            "worker-1",
            LONG_LEASE));
  }

  @Test
  void an_ended_run_is_dropped() {
    Publication claimed = claimed();
    finished(claimed, new Outcome.Succeeded());

    assertDropped(delivered(claimed, "worker-1", LONG_LEASE));
  }

  @Test
  void a_run_past_its_deadline_is_dropped_before_the_sweep_has_seen_it() {
    Publication claimed = claimed(run -> run.expiresAt(now().plus(SHORT)));
    advancePast(SHORT);

    assertDropped(delivered(claimed, "worker-1", LONG_LEASE));
  }

  @Test
  void a_run_that_the_ledger_never_had_is_dropped_in_the_same_incarnation() {
    Publication claimed = claimed();
    RunSpec unknown = RunSpecBuilder.tick(owner, claimed.spec().plannedAt().plusSeconds(5)).build();

    assertDropped(
        delivered(
            new Publication(unknown, 0, claimed.incarnation(), BODY), "worker-1", LONG_LEASE));
    assertThat(get(ledger().run(unknown.id()))).isEmpty();
  }

  @Test
  void a_run_of_a_lost_incarnation_is_made_again_and_starts() {
    registered(ONE_AT_A_TIME);
    Publication lost = ofLostIncarnation(2);

    LeaseRef lease = started(lost);

    assertThat(lease.leaseId()).startsWith("1:");
    RunSnapshot run = run(lost);
    assertThat(run.state()).isEqualTo(RunState.RUNNING);
    assertThat(run.rev()).isEqualTo(2);
    assertThat(ownerSnapshot().active()).containsExactly(run);
  }

  @Test
  void a_delivery_of_a_lost_incarnation_is_dropped_when_its_run_was_declared_again() {
    Publication claimed = claimed();
    Publication lost =
        new Publication(claimed.spec(), 0, "lost-incarnation", "old".getBytes(UTF_8));

    assertDropped(delivered(lost, "worker-1", LONG_LEASE));
    assertThat(start(delivered(claimed, "worker-1", LONG_LEASE)))
        .isInstanceOf(StartResult.Started.class);
  }

  @Test
  void a_run_made_again_keeps_its_payload_for_the_retry() {
    registered(ONE_AT_A_TIME);
    Publication lost = ofLostIncarnation(0);
    release(started(lost));

    Publication again = sweep().toPublish().get(0);

    assertThat(again.body()).isEqualTo(BODY);
    assertThat(again.spec()).isEqualTo(lost.spec());
    assertThat(again.rev()).isEqualTo(1);
    assertThat(again.incarnation()).isNotEqualTo(lost.incarnation());
  }

  @Test
  void a_run_of_a_lost_incarnation_is_dropped_when_the_slot_is_taken() {
    claimed();
    Publication lost = ofLostIncarnation(0);

    assertDropped(delivered(lost, "worker-1", LONG_LEASE));
    assertThat(get(ledger().run(lost.spec().id()))).isEmpty();
  }

  @Test
  void a_run_of_a_lost_incarnation_is_dropped_when_its_deadline_is_over() {
    registered(ONE_AT_A_TIME);
    Instant plannedAt = now().minusSeconds(60);
    RunSpec spec =
        RunSpecBuilder.tick(owner, plannedAt).expiresAt(plannedAt.plusSeconds(1)).build();

    assertDropped(delivered(new Publication(spec, 0, "lost", BODY), "worker-1", LONG_LEASE));
    assertThat(get(ledger().run(spec.id()))).isEmpty();
    assertThat(ownerSnapshot().active()).isEmpty();
  }

  @Test
  void a_heartbeat_prolongs_the_lease() {
    Publication claimed = claimed();
    LeaseRef lease = started(delivered(claimed, "worker-1", Duration.ofSeconds(1)));

    assertThat(heartbeat(lease, LONG_LEASE)).isTrue();
    advancePast(Duration.ofSeconds(1));
    sweep();

    assertThat(run(claimed).state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void a_heartbeat_is_accepted_until_the_sweep_took_the_run() {
    Publication claimed = claimed();
    LeaseRef lease = started(delivered(claimed, "worker-1", SHORT));
    advancePast(SHORT);

    assertThat(heartbeat(lease, SHORT)).isTrue();
    advancePast(SHORT);
    sweep();

    assertThat(heartbeat(lease, LONG_LEASE)).isFalse();
    assertThat(run(claimed).state()).isEqualTo(RunState.CLAIMED);
  }

  @Test
  void heartbeats_are_answered_each_by_itself() {
    registered(policy(5));
    LeaseRef alive = started(claimed());
    LeaseRef ended = started(claimed());
    complete(ended, new Outcome.Succeeded());
    LeaseRef forged = new LeaseRef(alive.run(), "1:another-nonce", alive.instance());
    LeaseRef unknown =
        new LeaseRef(
            RunSpecBuilder.tick(owner, now().plusSeconds(99)).build().id(), "1:n", "worker-1");

    assertThat(
            get(ledger().heartbeat(partition, List.of(ended, alive, forged, unknown), LONG_LEASE)))
        .containsExactly(false, true, false, false);
  }

  private Publication ofLostIncarnation(int rev) {
    Instant plannedAt = ownerSnapshot().cursor().minusSeconds(5);
    return new Publication(
        RunSpecBuilder.tick(owner, plannedAt).build(), rev, "lost-incarnation", BODY);
  }
}
