package io.jararaca.core.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.OwnerPolicy;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.run.RunSpecBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What readers see: snapshots, history, and whom to look at again. */
abstract class ReadContract extends LedgerScenario {

  ReadContract(LedgerUnderTest subject) {
    super(subject);
  }

  @Test
  void nobody_is_known_before_anything_was_written() {
    assertThat(get(ledger().owner(owner.key()))).isEmpty();
    assertThat(get(ledger().run(RunSpecBuilder.tick(owner, now()).build().id()))).isEmpty();
    assertThat(takeDirty()).isEmpty();
  }

  @Test
  void every_time_is_whole_milliseconds() {
    Publication claimed = claimed();
    commit(claimed.runRev());
    finished(claimed, new Outcome.Succeeded());
    RunSnapshot run = run(claimed);

    assertThat(List.of(now(), run.dispatchedAt(), run.startedAt(), run.finishedAt()))
        .allSatisfy(instant -> assertThat(instant.getNano() % 1_000_000).isZero());
  }

  @Test
  void a_run_shows_what_it_has_been_through() {
    Publication claimed = claimed(run -> run.attempts(2, Duration.ZERO));
    Instant before = now();
    commit(claimed.runRev());
    finished(claimed, new Outcome.Failed("boom"));
    Publication again = sweep().toPublish().get(0);
    commit(again.runRev());
    complete(started(delivered(again, "worker-2", LONG_LEASE)), new Outcome.Rejected("never"));
    Instant after = now();

    RunSnapshot run = run(claimed);

    assertThat(run.owner()).isEqualTo(owner);
    assertThat(run.handler()).isEqualTo(claimed.spec().handler());
    assertThat(run.plannedAt()).isEqualTo(claimed.spec().plannedAt());
    assertThat(run.dueAt()).isEqualTo(claimed.spec().plannedAt());
    assertThat(run.attempts()).isEqualTo(2);
    assertThat(run.rev()).isEqualTo(1);
    assertThat(run.instance()).isEqualTo("worker-2");
    assertThat(run.message()).isEqualTo("never");
    assertThat(run.reason()).isNull();
    assertThat(List.of(run.dispatchedAt(), run.startedAt(), run.finishedAt()))
        .isSorted()
        .allSatisfy(instant -> assertThat(instant).isBetween(before, after));
  }

  @Test
  void history_is_newest_first_and_as_long_as_the_policy_says() {
    registered(new OwnerPolicy(5, false, 2, null, null));
    List<Publication> runs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      runs.add(claimed());
    }
    finished(runs.get(1), new Outcome.Succeeded());
    finished(runs.get(0), new Outcome.Failed("boom"));
    get(ledger().cancel(runs.get(2).spec().id(), CancelReason.REQUESTED));

    assertThat(ownerSnapshot().history()).containsExactly(run(runs.get(2)), run(runs.get(0)));
  }

  @Test
  void a_shorter_history_limit_holds_at_once() {
    finished(claimed(), new Outcome.Succeeded());
    finished(claimed(), new Outcome.Succeeded());

    registered(new OwnerPolicy(1, false, 1, null, null));

    assertThat(ownerSnapshot().history()).hasSize(1);
  }

  @Test
  void no_history_is_kept_when_none_is_wanted() {
    registered(new OwnerPolicy(1, false, 0, null, null));
    finished(claimed(), new Outcome.Succeeded());

    assertThat(ownerSnapshot().history()).isEmpty();
    assertThat(ownerSnapshot().counters().succeeded()).isEqualTo(1);
  }

  @Test
  void the_newest_hundred_ranges_are_kept() {
    registered(ONE_AT_A_TIME);
    Instant start = ownerSnapshot().cursor();
    PassedReason[] reasons = {PassedReason.DEADLINE, PassedReason.CATCH_UP};
    PassedRange newest = null;
    for (int i = 1; i <= OwnerSnapshot.MAX_PASSED + 5; i++) {
      newest = PassedRange.single(start.plusSeconds(i), reasons[i % 2]);
      claim(pass(newest));
    }

    OwnerSnapshot known = ownerSnapshot();
    assertThat(known.passed()).hasSize(OwnerSnapshot.MAX_PASSED).startsWith(newest);
    assertThat(known.passed().get(OwnerSnapshot.MAX_PASSED - 1).from())
        .isEqualTo(start.plusSeconds(6));
    assertThat(known.counters().missed()).isEqualTo(OwnerSnapshot.MAX_PASSED + 5);
  }

  @Test
  void every_move_of_a_run_marks_its_owner() {
    assertMarks(() -> registered(ONE_AT_A_TIME));
    Publication claimed = claimed(run -> run.attempts(2, Duration.ZERO));
    assertThat(takeDirty()).containsExactly(owner.key());
    assertMarks(() -> commit(claimed.runRev()));
    LeaseRef lease = started(claimed);
    assertThat(takeDirty()).containsExactly(owner.key());
    assertMarks(() -> complete(lease, new Outcome.Failed("boom")));
    Publication again = sweep().toPublish().get(0);
    assertThat(takeDirty()).containsExactly(owner.key());
    LeaseRef second = started(again);
    assertThat(takeDirty()).containsExactly(owner.key());
    assertMarks(() -> release(second));
    assertMarks(() -> get(ledger().cancel(claimed.spec().id(), CancelReason.REQUESTED)));
  }

  @Test
  void a_recorded_range_marks_its_owner() {
    claimed();
    takeDirty();

    assertMarks(() -> claim(nextTick()));
  }

  @Test
  void a_message_marks_its_owner() {
    RunSpecBuilder spec = RunSpecBuilder.message(owner, now());

    assertMarks(
        () ->
            get(
                ledger()
                    .submit(
                        partition,
                        List.of(new Submission(spec.build(), 1, BODY, null, OnDuplicate.IGNORE)))));
    assertMarks(this::sweep);
  }

  @Test
  void what_changes_nothing_marks_nobody() {
    Publication claimed = claimed();
    LeaseRef lease = started(claimed);
    takeDirty();

    heartbeat(lease, LONG_LEASE);
    registered(ONE_AT_A_TIME);
    sweep();
    commit(claimed.runRev());
    assertDropped(delivered(claimed, "worker-2", LONG_LEASE));

    assertThat(takeDirty()).isEmpty();
  }

  @Test
  void dirty_owners_are_taken_up_to_a_limit_and_once() {
    submitFor(3);

    List<OwnerKey> first = get(ledger().takeDirty(partition, 2));
    List<OwnerKey> rest = get(ledger().takeDirty(partition, 2));

    assertThat(first).hasSize(2);
    assertThat(rest).hasSize(1).doesNotContainAnyElementsOf(first);
    assertThat(takeDirty()).isEmpty();
  }

  private void submitFor(int owners) {
    List<Submission> messages = new ArrayList<>();
    for (int i = 0; i < owners; i++) {
      var other =
          new io.jararaca.core.run.Owner(
              OwnerKey.delayedMessage("shop", "message-" + i), "uid-" + i);
      var id = new io.jararaca.core.run.RunId(partition, new java.util.UUID(i, owner.hashCode()));
      messages.add(
          new Submission(
              RunSpecBuilder.message(other, now()).id(id).build(),
              1,
              BODY,
              null,
              OnDuplicate.IGNORE));
    }
    get(ledger().submit(partition, messages));
  }

  private void assertMarks(Runnable move) {
    assertThat(takeDirty()).isEmpty();
    move.run();
    assertThat(takeDirty()).containsExactly(owner.key());
  }

  private List<OwnerKey> takeDirty() {
    return get(ledger().takeDirty(partition, 100));
  }
}
