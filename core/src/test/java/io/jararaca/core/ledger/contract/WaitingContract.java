package io.jararaca.core.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.Backlog;
import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.Waiting;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunSpecBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What waits: lists, counts, and messages whose time counts from now. */
abstract class WaitingContract extends LedgerScenario {

  private static final HandlerRef MAIL = new HandlerRef("shop", "mail");
  private static final HandlerRef PRINT = new HandlerRef("shop", "print");
  private static final Duration YEAR = Duration.ofDays(365);

  WaitingContract(LedgerUnderTest subject) {
    super(subject);
  }

  @Test
  void waiting_messages_are_listed_by_due_instant_page_by_page() {
    Instant first = now().plus(YEAR);
    List<RunId> ids = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      ids.add(publish(MAIL, first.plusMillis(i / 3)).id());
    }

    assertThat(pages(Waiting.Query.of(first, first.plus(YEAR), null), 2))
        .hasSameElementsAs(ids)
        .doesNotHaveDuplicates();
    assertThat(pages(Waiting.Query.of(first.plusMillis(1), first.plusMillis(1), null), 2))
        .containsExactlyInAnyOrderElementsOf(ids.subList(3, 6));
    assertThat(waiting(Waiting.Query.of(first, first.plus(YEAR), null), 100).messages())
        .extracting(RunSnapshot::dueAt)
        .isSorted();
  }

  @Test
  void one_handlers_messages_are_listed_alone() {
    Instant due = now().plus(YEAR);
    publish(MAIL, due);
    RunId print = publish(PRINT, due).id();

    assertThat(pages(Waiting.Query.of(due, due, PRINT), 10)).containsExactly(print);
  }

  @Test
  void what_is_under_way_or_ended_does_not_wait() {
    RunId cancelled = publish(MAIL, now()).id();
    get(ledger().cancel(cancelled, CancelReason.REQUESTED));
    publish(MAIL, now());
    sweep();

    assertThat(pages(Waiting.Query.of(Instant.EPOCH, Instant.MAX, null), 10)).isEmpty();
  }

  @Test
  void pending_messages_are_counted_by_namespace() {
    Instant due = now().plus(YEAR);
    long before = backlog().pendingOf("shop");
    RunSpec cancelled = publish(MAIL, due);
    publish(PRINT, due);
    publish(new HandlerRef("bank", "mail"), due);

    assertThat(backlog().pendingOf("shop")).isEqualTo(before + 2);
    assertThat(backlog().pendingOf("bank")).isEqualTo(1);
    get(ledger().cancel(cancelled.id(), CancelReason.REQUESTED));
    get(ledger().cancel(cancelled.id(), CancelReason.REQUESTED));
    assertThat(backlog().pendingOf("shop")).isEqualTo(before + 1);
  }

  @Test
  void a_message_counts_as_pending_again_when_it_waits_for_a_retry() {
    RunSpec spec = spec(MAIL, now()).attempts(2, Duration.ofMinutes(5)).build();
    submit(spec, false);
    Publication published = sweep().toPublish().get(0);
    assertThat(backlog().pending()).isEmpty();

    finished(published, new Outcome.Failed("boom"));

    assertThat(backlog().pendingOf("shop")).isEqualTo(1);
  }

  @Test
  void an_edit_counts_nothing_twice() {
    Instant due = now().plus(YEAR);
    RunSpec spec = spec(MAIL, due).build();
    submit(spec, false);
    get(
        ledger()
            .submit(partition, List.of(new Submission(spec, 1, BODY, null, OnDuplicate.IGNORE))));

    assertThat(backlog().pending()).isEqualTo(Map.of("shop", 1L));
  }

  @Test
  void what_is_due_and_not_looked_at_is_overdue() {
    assertThat(backlog().overdue()).isZero();
    publish(MAIL, now());
    publish(MAIL, now());

    Backlog backlog = backlog();

    assertThat(backlog.overdue()).isEqualTo(2);
    assertThat(backlog.earliest()).isBeforeOrEqualTo(backlog.now());
    sweep();
    assertThat(backlog().overdue()).isZero();
  }

  @Test
  void a_time_that_counts_from_now_counts_from_the_submission() {
    Instant before = now();
    RunSpec spec =
        spec(MAIL, Instant.ofEpochMilli(60_000)).expiresAt(Instant.ofEpochMilli(90_000)).build();
    submit(spec, true);
    Instant after = now();

    RunSnapshot run = run(spec.id());
    assertThat(run.plannedAt()).isBetween(before.plusSeconds(60), after.plusSeconds(60));
    assertThat(run.dueAt()).isEqualTo(run.plannedAt());
    submit(spec, true);
    assertThat(run(spec.id()).plannedAt()).isEqualTo(run.plannedAt());
  }

  @Test
  void a_message_for_now_is_handed_out_now_and_expires_by_its_own_bound() {
    RunSpec spec = spec(MAIL, Instant.EPOCH).expiresAt(Instant.EPOCH.plus(YEAR)).build();
    submit(spec, true);

    Publication published = sweep().toPublish().get(0);

    assertThat(published.spec().expiresAt()).isEqualTo(published.spec().plannedAt().plus(YEAR));
  }

  @Test
  void the_holder_of_a_key_is_known_as_long_as_its_record() {
    String key = "shop/waiting-" + UUID.randomUUID();
    Partition keyed = Partition.of(key);
    RunSpec spec = spec(MAIL, now().plus(YEAR)).id(new RunId(keyed, UUID.randomUUID())).build();
    assertThat(get(ledger().holder(key))).isEmpty();

    get(ledger().submit(keyed, List.of(new Submission(spec, 0, BODY, key, OnDuplicate.IGNORE))));

    assertThat(get(ledger().holder(key))).contains(spec.id());
  }

  @Test
  void a_published_message_marks_nobody() {
    publish(MAIL, now());
    sweep();

    assertThat(get(ledger().takeDirty(partition, 10))).isEmpty();
  }

  private RunSpec publish(HandlerRef handler, Instant due) {
    RunSpec spec = spec(handler, due).build();
    submit(spec, false);
    return spec;
  }

  private RunSpecBuilder spec(HandlerRef handler, Instant due) {
    Owner publisher = new Owner(OwnerKey.message(handler.namespace(), handler.name()), "published");
    return RunSpecBuilder.message(publisher, due)
        .id(new RunId(partition, UUID.randomUUID()))
        .handler(handler);
  }

  private void submit(RunSpec spec, boolean fromNow) {
    get(
        ledger()
            .submit(
                partition,
                List.of(new Submission(spec, 0, BODY, null, OnDuplicate.IGNORE, fromNow))));
  }

  private Backlog backlog() {
    return get(ledger().backlog(partition));
  }

  private Waiting waiting(Waiting.Query query, int limit) {
    return get(ledger().waiting(partition, query, limit));
  }

  private List<RunId> pages(Waiting.Query first, int limit) {
    List<RunId> found = new ArrayList<>();
    Waiting.@Nullable Query query = first;
    while (query != null) {
      Waiting page = waiting(query, limit);
      page.messages().forEach(message -> found.add(message.id()));
      query = page.next();
    }
    return found;
  }
}
