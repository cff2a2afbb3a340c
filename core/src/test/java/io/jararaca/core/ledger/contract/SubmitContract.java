package io.jararaca.core.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.ledger.Swept;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunSpecBuilder;
import io.jararaca.core.run.RunState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** SUBMIT and CANCEL: runs that wait for their instant. */
abstract class SubmitContract extends LedgerScenario {

  private static final byte[] NEW_BODY = "{\"n\":2}".getBytes(StandardCharsets.UTF_8);

  SubmitContract(LedgerUnderTest subject) {
    super(subject);
  }

  @Test
  void a_message_waits_until_it_is_due() {
    Instant due = now().plus(SHORT);
    Submission message = message(due, 1, BODY);

    assertThat(submit(message)).isEqualTo(new SubmitResult.Submitted());

    RunSnapshot run = run(message.spec().id());
    assertThat(run.state()).isEqualTo(RunState.PENDING);
    assertThat(run.dueAt()).isEqualTo(due);
    assertThat(run.origin()).isEqualTo(Origin.MESSAGE);
    Swept early = sweep();
    assertThat(early.toPublish()).isEmpty();
    assertThat(early.nextLook()).isEqualTo(due);
  }

  @Test
  void a_due_message_is_handed_out_as_it_was_submitted() {
    RunSpec spec =
        RunSpecBuilder.message(owner, now())
            .headers(Map.of("ключ", "значение \"quoted\" \\ \n 🐍"))
            .timeout(Duration.ofMillis(1500))
            .expiresAt(now().plusSeconds(3600))
            .exceptionHandler("alert")
            .build();
    byte[] body = "{\"text\":\"жарарака \\u0000 \\\"🐍\\\"\"}".getBytes(StandardCharsets.UTF_8);
    submit(new Submission(spec, 1, body, null, OnDuplicate.IGNORE));

    Publication published = sweep().toPublish().get(0);

    assertThat(published.spec()).isEqualTo(spec);
    assertThat(published.body()).isEqualTo(body);
    assertThat(published.rev()).isZero();
    assertThat(run(spec.id()).state()).isEqualTo(RunState.CLAIMED);
  }

  @Test
  void bytes_that_are_no_text_are_carried_as_they_are() {
    byte[] all = new byte[64 * 1024];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    submit(message(now(), 1, all));

    assertThat(sweep().toPublish().get(0).body()).isEqualTo(all);
  }

  @Test
  void messages_need_no_leader() {
    Owner other = newOwner();
    Submission message =
        new Submission(
            RunSpecBuilder.message(other, now().plusSeconds(60)).build(),
            1,
            BODY,
            null,
            OnDuplicate.IGNORE);

    assertThat(get(ledger().submit(message.spec().partition(), List.of(message))))
        .containsExactly(new SubmitResult.Submitted());
  }

  @Test
  void a_message_submitted_twice_is_known() {
    Submission message = message(now(), 1, BODY);
    submit(message);

    assertThat(submit(message)).isEqualTo(new SubmitResult.AlreadySubmitted(RunState.PENDING));
    finished(sweep().toPublish().get(0), new Outcome.Succeeded());
    assertThat(submit(message)).isEqualTo(new SubmitResult.AlreadySubmitted(RunState.SUCCEEDED));
  }

  @Test
  void an_older_generation_changes_nothing() {
    Instant due = now().plusSeconds(60);
    submit(message(due, 2, BODY));

    assertThat(submit(message(due.plusSeconds(1), 1, NEW_BODY)))
        .isEqualTo(new SubmitResult.AlreadySubmitted(RunState.PENDING));
    assertThat(run(id()).dueAt()).isEqualTo(due);
  }

  @Test
  void an_edit_before_the_start_takes_time_and_payload() {
    submit(message(now().plusSeconds(60), 1, BODY));
    Instant sooner = now();

    assertThat(submit(message(sooner, 2, NEW_BODY))).isEqualTo(new SubmitResult.Edited(1));

    Publication published = sweep().toPublish().get(0);
    assertThat(published.rev()).isEqualTo(1);
    assertThat(published.spec().plannedAt()).isEqualTo(sooner);
    assertThat(published.body()).isEqualTo(NEW_BODY);
  }

  @Test
  void an_edit_voids_the_delivery_that_is_under_way() {
    submit(message(now(), 1, BODY));
    Publication underWay = sweep().toPublish().get(0);
    commit(underWay.runRev());

    assertThat(submit(message(now().plusSeconds(60), 2, NEW_BODY)))
        .isEqualTo(new SubmitResult.Edited(1));

    assertDropped(delivered(underWay, "worker-1", LONG_LEASE));
    assertThat(run(id()).state()).isEqualTo(RunState.PENDING);
    assertThat(sweep().toPublish()).isEmpty();
  }

  @Test
  void an_edit_after_the_start_is_too_late() {
    submit(message(now(), 1, BODY));
    LeaseRef lease = started(sweep().toPublish().get(0));
    Submission edit = message(now(), 2, NEW_BODY);

    assertThat(submit(edit)).isEqualTo(new SubmitResult.EditTooLate(RunState.RUNNING));
    complete(lease, new Outcome.RetryLater(Duration.ofMinutes(5), "not yet"));
    assertThat(submit(edit)).isEqualTo(new SubmitResult.EditTooLate(RunState.PENDING));
    assertThat(run(id()).rev()).isEqualTo(1);
  }

  @Test
  void an_edit_after_the_end_is_too_late() {
    submit(message(now(), 1, BODY));
    finished(sweep().toPublish().get(0), new Outcome.Succeeded());

    assertThat(submit(message(now(), 2, NEW_BODY)))
        .isEqualTo(new SubmitResult.EditTooLate(RunState.SUCCEEDED));
  }

  @Test
  void a_message_expires_when_nobody_starts_it() {
    RunSpec spec = RunSpecBuilder.message(owner, now()).expiresAt(now().plus(SHORT)).build();
    submit(new Submission(spec, 1, BODY, null, OnDuplicate.IGNORE));
    commit(sweep().toPublish().get(0).runRev());
    advancePast(SHORT);

    sweep();

    assertThat(run(spec.id()).state()).isEqualTo(RunState.EXPIRED);
  }

  @Test
  void a_waiting_message_can_be_cancelled() {
    submit(message(now(), 1, BODY));

    assertThat(cancel(CancelReason.REQUESTED)).isTrue();
    assertThat(cancel(CancelReason.DELETED)).isTrue();

    assertThat(run(id()).state()).isEqualTo(RunState.CANCELLED);
    assertThat(run(id()).reason()).isEqualTo("Requested");
    assertThat(sweep().toPublish()).isEmpty();
  }

  @Test
  void a_dispatched_message_can_be_cancelled() {
    submit(message(now(), 1, BODY));
    Publication underWay = sweep().toPublish().get(0);
    commit(underWay.runRev());

    assertThat(cancel(CancelReason.DELETED)).isTrue();
    assertDropped(delivered(underWay, "worker-1", LONG_LEASE));
  }

  @Test
  void a_running_or_ended_message_cannot_be_cancelled() {
    submit(message(now(), 1, BODY));
    LeaseRef lease = started(sweep().toPublish().get(0));

    assertThat(cancel(CancelReason.REQUESTED)).isFalse();
    complete(lease, new Outcome.Succeeded());
    assertThat(cancel(CancelReason.REQUESTED)).isFalse();
    assertThat(run(id()).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void nobody_can_cancel_what_is_not_there() {
    assertThat(cancel(CancelReason.REQUESTED)).isFalse();
  }

  @Test
  void messages_of_one_batch_are_answered_each_by_itself() {
    Submission first = message(now(), 1, BODY);
    Owner other = new Owner(owner.key(), UUID.randomUUID().toString());
    Submission second =
        new Submission(
            RunSpecBuilder.message(other, now()).build(), 1, BODY, null, OnDuplicate.IGNORE);
    submit(first);

    assertThat(get(ledger().submit(partition, List.of(first, second))))
        .containsExactly(
            new SubmitResult.AlreadySubmitted(RunState.PENDING), new SubmitResult.Submitted());
  }

  @Test
  void a_batch_that_is_too_long_is_refused() {
    List<Submission> many = Collections.nCopies(201, message(now(), 1, BODY));

    assertThatThrownBy(() -> get(ledger().submit(partition, many)))
        .satisfiesAnyOf(
            e -> assertThat(e).isInstanceOf(IllegalArgumentException.class),
            e -> assertThat(e).hasRootCauseInstanceOf(IllegalArgumentException.class));
    assertThat(get(ledger().run(id()))).isEmpty();
  }

  @Test
  void a_published_message_belongs_to_the_partition_of_its_id() {
    Owner publisher = new Owner(new OwnerKey("Message", "shop", "orders"), "publisher");
    RunId id =
        new RunId(new Partition((publisher.key().partition().index() + 1) % 64), UUID.randomUUID());
    Submission message =
        new Submission(
            RunSpecBuilder.message(publisher, now()).id(id).build(),
            0,
            BODY,
            null,
            OnDuplicate.IGNORE);

    get(ledger().submit(id.partition(), List.of(message)));

    assertThat(run(id).state()).isEqualTo(RunState.PENDING);
  }

  private RunId id() {
    return RunId.ofMessage(owner, null);
  }

  private Submission message(Instant due, long generation, byte[] body) {
    return new Submission(
        RunSpecBuilder.message(owner, due).build(), generation, body, null, OnDuplicate.IGNORE);
  }

  private SubmitResult submit(Submission message) {
    return get(ledger().submit(partition, List.of(message))).get(0);
  }

  private boolean cancel(CancelReason reason) {
    return get(ledger().cancel(id(), reason));
  }
}
