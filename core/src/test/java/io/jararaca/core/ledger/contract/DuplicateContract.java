package io.jararaca.core.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.ledger.SweepRequest;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpecBuilder;
import io.jararaca.core.run.RunState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Idempotency keys: one message a key, as long as its record is kept. */
abstract class DuplicateContract extends LedgerScenario {

  private static final byte[] NEW_BODY = "{\"n\":2}".getBytes(StandardCharsets.UTF_8);
  private static final HandlerRef OTHER_HANDLER = new HandlerRef("shop", "other");

  private final String key = "shop/order-" + owner.key().name();
  private final Partition keyed = Partition.of(key);
  private final RunId first = RunId.ofMessage(message("first"), key);
  private final RunId second = RunId.ofMessage(message("second"), key);

  DuplicateContract(LedgerUnderTest subject) {
    super(subject);
  }

  @Test
  void the_first_message_holds_the_key_and_the_next_is_a_duplicate() {
    Instant due = now().plusSeconds(60);
    assertThat(submitFirst(due)).isEqualTo(new SubmitResult.Submitted());

    SubmitResult result = submitSecond(due.minusSeconds(5), OnDuplicate.IGNORE);

    assertThat(result).isEqualTo(new SubmitResult.Duplicate(first, false));
    assertThat(run(first).dueAt()).isEqualTo(due);
    assertThat(run(first).rev()).isZero();
    assertThat(run(second).state()).isEqualTo(RunState.DUPLICATE);
    assertThat(run(second).finishedAt()).isNotNull();
  }

  @Test
  void a_duplicate_submitted_again_is_known() {
    submitFirst(now().plusSeconds(60));
    submitSecond(now().plusSeconds(60), OnDuplicate.REPLACE);

    assertThat(submitSecond(now().plusSeconds(60), OnDuplicate.REPLACE))
        .isEqualTo(new SubmitResult.AlreadySubmitted(RunState.DUPLICATE));
    assertThat(run(first).rev()).isEqualTo(1);
  }

  @Test
  void replace_gives_the_first_the_newcomers_time_and_payload() {
    submitFirst(now().plusSeconds(60));
    Instant sooner = now();

    SubmitResult result = submitSecond(sooner, OnDuplicate.REPLACE);

    assertThat(result).isEqualTo(new SubmitResult.Duplicate(first, true));
    raiseKeyed(PATIENT);
    Publication published = sweepKeyed().get(0);
    assertThat(published.spec().id()).isEqualTo(first);
    assertThat(published.rev()).isEqualTo(1);
    assertThat(published.spec().plannedAt()).isEqualTo(sooner);
    assertThat(published.spec().expiresAt()).isEqualTo(sooner.plusSeconds(9));
    assertThat(published.spec().headers()).containsEntry("from", "second");
    assertThat(published.spec().handler()).isEqualTo(new HandlerRef("shop", "report"));
    assertThat(published.spec().owner().uid()).isEqualTo("first");
    assertThat(published.body()).isEqualTo(NEW_BODY);
  }

  @Test
  void replace_voids_the_delivery_that_is_under_way() {
    submitFirst(now());
    raiseKeyed(PATIENT);
    Publication underWay = sweepKeyed().get(0);

    submitSecond(now().plusSeconds(60), OnDuplicate.REPLACE);

    assertDropped(delivered(underWay, "worker-1", LONG_LEASE));
    assertThat(run(first).state()).isEqualTo(RunState.PENDING);
  }

  @Test
  void keep_earliest_keeps_the_earlier_of_both() {
    Instant due = now().plusSeconds(60);
    submitFirst(due);

    assertThat(submitSecond(due.plusSeconds(1), OnDuplicate.KEEP_EARLIEST))
        .isEqualTo(new SubmitResult.Duplicate(first, false));
    assertThat(submitAs("third", due.minusSeconds(1), OnDuplicate.KEEP_EARLIEST))
        .isEqualTo(new SubmitResult.Duplicate(first, true));
    assertThat(run(first).dueAt()).isEqualTo(due.minusSeconds(1));
  }

  @Test
  void keep_latest_keeps_the_later_of_both() {
    Instant due = now().plusSeconds(60);
    submitFirst(due);

    assertThat(submitSecond(due.minusSeconds(1), OnDuplicate.KEEP_LATEST))
        .isEqualTo(new SubmitResult.Duplicate(first, false));
    assertThat(submitAs("third", due.plusSeconds(1), OnDuplicate.KEEP_LATEST))
        .isEqualTo(new SubmitResult.Duplicate(first, true));
    assertThat(run(first).dueAt()).isEqualTo(due.plusSeconds(1));
  }

  @Test
  void a_started_message_is_not_touched() {
    submitFirst(now());
    raiseKeyed(PATIENT);
    started(sweepKeyed().get(0));

    assertThat(submitSecond(now(), OnDuplicate.REPLACE))
        .isEqualTo(new SubmitResult.Duplicate(first, false));
    assertThat(run(first).state()).isEqualTo(RunState.RUNNING);
    assertThat(run(second).state()).isEqualTo(RunState.DUPLICATE);
  }

  @Test
  void an_ended_message_holds_the_key_until_its_record_is_removed() {
    submitFirst(now());
    raiseKeyed(new LedgerTimings(SHORT, SHORT, SHORT));
    finished(sweepKeyed().get(0), new Outcome.Succeeded());
    assertThat(submitSecond(now(), OnDuplicate.REPLACE))
        .isEqualTo(new SubmitResult.Duplicate(first, false));
    forget(first);
    advancePast(SHORT);
    sweepKeyed();

    assertThat(submitAs("third", now(), OnDuplicate.IGNORE))
        .isEqualTo(new SubmitResult.Submitted());
  }

  @Test
  void a_duplicates_removal_leaves_the_key_with_its_holder() {
    submitFirst(now().plusSeconds(600));
    raiseKeyed(new LedgerTimings(SHORT, SHORT, SHORT));
    submitSecond(now(), OnDuplicate.IGNORE);
    forget(second);
    advancePast(SHORT);
    sweepKeyed();

    assertThat(get(ledger().run(second))).isEmpty();
    assertThat(submitAs("third", now(), OnDuplicate.IGNORE))
        .isEqualTo(new SubmitResult.Duplicate(first, false));
  }

  private SubmitResult submitFirst(Instant due) {
    return submit(
        new Submission(
            RunSpecBuilder.message(message("first"), due).id(first).build(),
            1,
            BODY,
            key,
            OnDuplicate.IGNORE));
  }

  private SubmitResult submitSecond(Instant due, OnDuplicate onDuplicate) {
    return submitAs("second", due, onDuplicate);
  }

  private SubmitResult submitAs(String uid, Instant due, OnDuplicate onDuplicate) {
    RunSpecBuilder spec =
        RunSpecBuilder.message(message(uid), due)
            .id(RunId.ofMessage(message(uid), key))
            .handler(OTHER_HANDLER)
            .expiresAt(due.plusSeconds(9))
            .timeout(Duration.ofSeconds(5))
            .headers(Map.of("from", uid));
    return submit(new Submission(spec.build(), 1, NEW_BODY, key, onDuplicate));
  }

  private SubmitResult submit(Submission message) {
    return get(ledger().submit(keyed, List.of(message))).get(0);
  }

  private void raiseKeyed(LedgerTimings timings) {
    get(ledger().raise(keyed, token, timings));
  }

  /** Its resource was told of the end. */
  private void forget(RunId run) {
    get(ledger().cancel(run, CancelReason.DELETED));
  }

  private List<Publication> sweepKeyed() {
    return get(ledger().sweep(keyed, token, new SweepRequest(200, Map.of()))).toPublish();
  }

  private static Owner message(String uid) {
    return new Owner(OwnerKey.delayedMessage("shop", "message-" + uid), uid);
  }
}
