package io.jararaca.core.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.ledger.LedgerUnavailableException;
import io.jararaca.core.ledger.MessageLedger;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.SubmitResult;
import io.jararaca.core.publish.OutboxSettings.WhenFull;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpecBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private static final Owner OWNER = new Owner(OwnerKey.message("shop", "mail"), "published");
  private static final byte[] BODY = {1};

  private final HeldLedger ledger = new HeldLedger();
  private final AtomicLong nanos = new AtomicLong();
  private Outbox outbox = outbox(1000, WhenFull.FAIL, 1);

  @AfterEach
  void answer_what_is_left() {
    ledger.answersAtOnce = true;
    ledger.answerAll();
    outbox.close();
  }

  @Test
  void a_lone_message_goes_at_once() {
    CompletableFuture<Kept> kept = add(BODY);

    assertThat(ledger.calls).hasSize(1);
    ledger.answer();

    assertThat(get(kept).result()).isEqualTo(new SubmitResult.Submitted());
  }

  @Test
  void what_comes_while_a_call_is_under_way_travels_together() {
    add(BODY);
    List<CompletableFuture<Kept>> others = new ArrayList<>();
    for (int i = 0; i < 450; i++) {
      others.add(add(BODY));
    }

    ledger.answer();
    ledger.answer();
    ledger.answer();
    ledger.answer();

    assertThat(ledger.calls)
        .extracting(call -> call.submissions().size())
        .containsExactly(1, 200, 200, 50);
    assertThat(ledger.calls)
        .allSatisfy(
            call ->
                assertThat(call.submissions())
                    .allSatisfy(
                        one -> assertThat(one.spec().partition()).isEqualTo(call.partition())));
    assertThat(ledger.calls).extracting(HeldLedger.Call::partition).doesNotHaveDuplicates();
    others.forEach(OutboxTest::get);
  }

  @Test
  void large_messages_travel_in_smaller_calls() {
    add(BODY);
    for (int i = 0; i < 40; i++) {
      add(new byte[64 * 1024]);
    }

    ledger.answer();

    assertThat(ledger.calls.get(1).submissions()).hasSize(16);
  }

  @Test
  void a_message_with_a_partition_of_its_own_gets_that() {
    Partition own = new Partition(63);

    Kept kept = get(answered(outbox.add(own, partition -> submission(partition, BODY))));

    assertThat(kept.run().partition()).isEqualTo(own);
  }

  @Test
  void one_message_too_many_fails_clearly() {
    outbox = outbox(2, WhenFull.FAIL, 1);
    CompletableFuture<Kept> first = add(BODY);
    add(BODY);

    assertThat(add(BODY))
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(OutboxFullException.class)
        .withMessageContaining("2 messages wait");
    answered(first);
    ledger.answersAtOnce = true;
    ledger.answerAll();
    await().until(() -> outbox.outstanding() == 0);
    assertThat(get(add(BODY)).result()).isEqualTo(new SubmitResult.Submitted());
  }

  @Test
  void one_message_too_many_waits_for_room() throws InterruptedException {
    outbox = outbox(1, WhenFull.BLOCK, 1);
    add(BODY);
    CompletableFuture<Kept> waited = new CompletableFuture<>();
    Thread publisher = new Thread(() -> add(BODY).thenAccept(waited::complete));
    publisher.start();
    await().until(() -> publisher.getState() == Thread.State.WAITING);

    ledger.answersAtOnce = true;
    ledger.answerAll();

    assertThat(get(waited).result()).isEqualTo(new SubmitResult.Submitted());
    publisher.join();
  }

  @Test
  void a_continuation_may_publish_more_than_there_is_room_for() {
    outbox = outbox(1, WhenFull.BLOCK, 1);
    ledger.answersAtOnce = true;

    CompletableFuture<Kept> third =
        add(BODY).thenCompose(first -> add(BODY)).thenCompose(second -> add(BODY));

    assertThat(get(third).result()).isEqualTo(new SubmitResult.Submitted());
  }

  @Test
  void while_the_ledger_is_away_a_message_is_tried_again_under_its_id() {
    ledger.answersAtOnce = true;
    ledger.away = true;
    CompletableFuture<Kept> kept = add(BODY);
    await().until(() -> ledger.calls.size() >= 3);

    ledger.away = false;

    assertThat(get(kept).result()).isEqualTo(new SubmitResult.Submitted());
    assertThat(ledger.calls)
        .extracting(call -> call.submissions().get(0).spec().id())
        .containsOnly(get(kept).run());
  }

  @Test
  void after_its_patience_it_says_that_the_ledger_is_away() {
    ledger.answersAtOnce = true;
    ledger.away = true;
    CompletableFuture<Kept> kept = add(BODY);

    nanos.addAndGet(Duration.ofMinutes(5).toNanos());

    assertThat(kept)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(LedgerUnavailableException.class);
    assertThat(outbox.outstanding()).isZero();
  }

  @Test
  void after_the_end_nothing_is_taken() {
    outbox.close();

    assertThat(add(BODY)).isCompletedExceptionally();
  }

  private Outbox outbox(int maxOutstanding, WhenFull whenFull, int maxCalls) {
    OutboxSettings settings =
        new OutboxSettings(maxOutstanding, whenFull, maxCalls, Duration.ofMinutes(1));
    return new Outbox(ledger, settings, nanos::get);
  }

  private CompletableFuture<Kept> add(byte[] body) {
    return outbox.add(null, partition -> submission(partition, body));
  }

  private static Submission submission(Partition partition, byte[] body) {
    return new Submission(
        RunSpecBuilder.message(OWNER, Instant.EPOCH)
            .id(new RunId(partition, UUID.randomUUID()))
            .build(),
        0,
        body,
        null,
        OnDuplicate.IGNORE,
        true);
  }

  private <T> CompletableFuture<T> answered(CompletableFuture<T> future) {
    ledger.answer();
    return future;
  }

  private static <T> T get(CompletableFuture<T> future) {
    return future.orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** Answers when it is told to. */
  private static final class HeldLedger implements MessageLedger {

    record Call(
        Partition partition,
        List<Submission> submissions,
        CompletableFuture<List<SubmitResult>> answer) {}

    final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
    volatile boolean answersAtOnce;
    volatile boolean away;
    private int answered;

    @Override
    public CompletableFuture<List<SubmitResult>> submit(
        Partition partition, List<Submission> submissions) {
      Call call = new Call(partition, submissions, new CompletableFuture<>());
      calls.add(call);
      if (answersAtOnce) {
        complete(call);
      }
      return call.answer;
    }

    void answer() {
      complete(calls.get(answered++));
    }

    void answerAll() {
      List.copyOf(calls).forEach(this::complete);
    }

    private void complete(Call call) {
      if (away) {
        call.answer.completeExceptionally(
            new LedgerUnavailableException("away", new IllegalStateException()));
      } else {
        call.answer.complete(
            Collections.nCopies(call.submissions.size(), new SubmitResult.Submitted()));
      }
    }

    @Override
    public CompletableFuture<Boolean> cancel(RunId run, CancelReason reason) {
      return CompletableFuture.completedFuture(false);
    }
  }
}
