package io.jararaca.core.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.ledger.Swept;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpecBuilder;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The record of a declared message goes only after its resource was told of the end. */
abstract class AwaitedEndContract extends LedgerScenario {

  AwaitedEndContract(LedgerUnderTest subject) {
    super(subject);
  }

  @BeforeEach
  void keep_ended_runs_for_a_moment() {
    raise(new LedgerTimings(Duration.ofMinutes(5), Duration.ofMinutes(5), SHORT));
  }

  @Test
  void a_message_that_nobody_said_was_told_is_kept_and_named_again_and_again() {
    ended(1);
    advancePast(SHORT);

    Swept first = sweep();
    Swept atOnce = sweep();
    advancePast(SHORT);
    Swept later = sweep();

    Swept.Awaited awaited = new Swept.Awaited(id(), owner);
    assertThat(first.awaited()).containsExactly(awaited);
    assertThat(first.nextLook()).isEqualTo(first.now().plus(SHORT));
    assertThat(atOnce.awaited()).isEmpty();
    assertThat(later.awaited()).containsExactly(awaited);
    assertThat(run(id()).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void a_message_that_was_told_within_its_retention_is_kept_for_the_rest_of_it() {
    ended(1);
    assertThat(deleted()).isFalse();

    assertThat(sweep().looked()).isZero();
    assertThat(run(id()).state()).isEqualTo(RunState.SUCCEEDED);
    advancePast(SHORT);
    Swept swept = sweep();

    assertThat(swept.awaited()).isEmpty();
    assertThat(get(ledger().run(id()))).isEmpty();
  }

  @Test
  void a_message_that_was_told_after_its_retention_goes_at_once() {
    ended(1);
    advancePast(SHORT);
    sweep();

    deleted();
    Swept swept = sweep();

    assertThat(swept.looked()).isEqualTo(1);
    assertThat(swept.nextLook()).isNull();
    assertThat(get(ledger().run(id()))).isEmpty();
  }

  @Test
  void a_message_whose_resource_was_deleted_while_it_ran_awaits_nothing_at_its_end() {
    submit(1);
    LeaseRef lease = started(sweep().toPublish().get(0));

    assertThat(deleted()).isFalse();
    assertThat(deleted()).isFalse();
    complete(lease, new Outcome.Succeeded());
    assertThat(run(id()).state()).isEqualTo(RunState.SUCCEEDED);
    advancePast(SHORT);

    assertThat(sweep().awaited()).isEmpty();
    assertThat(get(ledger().run(id()))).isEmpty();
  }

  @Test
  void a_deletion_that_cancels_awaits_nothing() {
    submit(1);

    assertThat(deleted()).isTrue();
    advancePast(SHORT);

    assertThat(sweep().awaited()).isEmpty();
    assertThat(get(ledger().run(id()))).isEmpty();
  }

  @Test
  void a_request_to_cancel_is_shown_by_the_resource_and_so_awaited() {
    submit(1);
    assertThat(get(ledger().cancel(id(), CancelReason.REQUESTED))).isTrue();
    advancePast(SHORT);

    assertThat(sweep().awaited()).containsExactly(new Swept.Awaited(id(), owner));
  }

  @Test
  void a_duplicate_is_awaited_too_and_its_key_is_free_only_when_the_holder_is_gone() {
    Submission holder = keyed(owner);
    Owner other = new Owner(owner.key(), "another");
    get(ledger().submit(partition, List.of(holder)));
    Submission newcomer = keyed(other);
    get(ledger().submit(partition, List.of(newcomer)));
    LeaseRef lease = started(sweep().toPublish().get(0));
    complete(lease, new Outcome.Succeeded());
    advancePast(SHORT);

    assertThat(sweep().awaited())
        .containsExactlyInAnyOrder(
            new Swept.Awaited(holder.spec().id(), owner),
            new Swept.Awaited(newcomer.spec().id(), other));

    get(ledger().cancel(holder.spec().id(), CancelReason.DELETED));
    sweep();
    Submission third = keyed(new Owner(owner.key(), "a third"));
    assertThat(get(ledger().submit(partition, List.of(third))))
        .containsExactly(new SubmitResult.Submitted());
  }

  @Test
  void a_published_message_is_awaited_by_nobody() {
    ended(0);
    advancePast(SHORT);

    assertThat(sweep().awaited()).isEmpty();
    assertThat(get(ledger().run(id()))).isEmpty();
  }

  private RunId id() {
    return RunId.ofMessage(owner, null);
  }

  private void submit(long generation) {
    Submission message =
        new Submission(
            RunSpecBuilder.message(owner, now()).build(),
            generation,
            BODY,
            null,
            OnDuplicate.IGNORE);
    get(ledger().submit(partition, List.of(message)));
  }

  private Submission keyed(Owner of) {
    String key = "shop/" + owner.key().name();
    RunId id = new RunId(partition, RunId.ofMessage(of, key).uuid());
    return new Submission(
        RunSpecBuilder.message(of, now()).id(id).build(), 1, BODY, key, OnDuplicate.IGNORE);
  }

  private void ended(long generation) {
    submit(generation);
    complete(started(sweep().toPublish().get(0)), new Outcome.Succeeded());
  }

  private boolean deleted() {
    return get(ledger().cancel(id(), CancelReason.DELETED));
  }
}
