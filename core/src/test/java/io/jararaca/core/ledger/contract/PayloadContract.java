package io.jararaca.core.ledger.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.RunDetails;
import io.jararaca.core.ledger.Submission;
import io.jararaca.core.ledger.Waiting;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunSpecBuilder;
import io.jararaca.core.run.RunState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run carries, how long that is kept, and which messages ended how. */
abstract class PayloadContract extends LedgerScenario {

  private static final HandlerRef MAIL = new HandlerRef("shop", "mail");
  private static final Duration YEAR = Duration.ofDays(365);

  PayloadContract(LedgerUnderTest subject) {
    super(subject);
  }

  @Test
  void all_that_is_delivered_can_be_read() {
    Instant due = now().plus(YEAR);
    RunSpec spec =
        message(due)
            .expiresAt(due.plusSeconds(60))
            .timeout(Duration.ofSeconds(9))
            .attempts(4, Duration.ofSeconds(3))
            .maxLosses(1)
            .headers(Map.of("tenant", "a=b&c", "empty", ""))
            .build();
    submit(spec, 1, BODY);

    RunDetails details = details(spec.id());

    assertThat(details.spec()).isEqualTo(spec);
    assertThat(details.run()).isEqualTo(run(spec.id()));
    assertThat(details.body()).isEqualTo(BODY);
    assertThat(get(ledger().details(new RunId(partition, UUID.randomUUID())))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 1_024, 1_025, 65_536})
  void a_payload_of_any_length_is_delivered_whole_at_each_attempt(int length) {
    byte[] body = text('x', length);
    RunSpec spec = message(now()).attempts(2, Duration.ZERO).build();
    submit(spec, 1, body);

    Publication first = handedOut(spec);
    finished(first, new Outcome.Failed("boom"));
    Publication second = handedOut(spec);

    assertThat(first.body()).isEqualTo(body);
    assertThat(second.body()).isEqualTo(body);
    finished(second, new Outcome.Failed("boom again"));
    assertThat(details(spec.id()).body()).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 5_000})
  void an_edit_brings_its_own_payload(int length) {
    RunSpec spec = message(now()).build();
    for (int generation = 1; generation <= 2; generation++) {
      submit(spec, generation, text('a', 6_000 - 5_990 * (generation - 1)));
    }

    submit(spec, 3, text('b', length));

    assertThat(handedOut(spec).body()).isEqualTo(text('b', length));
  }

  @Test
  void what_was_not_done_keeps_its_payload_as_long_as_its_record() {
    RunSpec failed = message(now()).build();
    RunSpec expired = message(now()).expiresAt(now().plus(SHORT)).build();
    submit(failed, 0, BODY);
    submit(expired, 0, text('x', 3_000));
    finished(handedOut(failed), new Outcome.Failed("boom"));
    advancePast(SHORT);
    sweepAll();

    assertThat(run(expired.id()).state()).isEqualTo(RunState.EXPIRED);
    assertThat(details(failed.id()).bodyKept()).isTrue();
    assertThat(details(failed.id()).body()).isEqualTo(BODY);
    assertThat(details(expired.id()).body()).isEqualTo(text('x', 3_000));
  }

  @Test
  void what_was_done_or_called_off_keeps_no_payload() {
    RunSpec done = message(now()).build();
    RunSpec cancelled = message(now().plus(YEAR)).build();
    submit(done, 0, BODY);
    submit(cancelled, 0, BODY);

    finished(handedOut(done), new Outcome.Succeeded());
    get(ledger().cancel(cancelled.id(), CancelReason.REQUESTED));

    assertThat(details(done.id()).bodyKept()).isFalse();
    assertThat(details(cancelled.id()).bodyKept()).isFalse();
    assertThat(details(done.id()).spec().handler()).isEqualTo(MAIL);
  }

  @Test
  void a_ticks_payload_goes_with_its_end() {
    Publication tick = claimed();
    assertThat(details(tick.spec().id()).body()).isEqualTo(BODY);

    finished(tick, new Outcome.Failed("boom"));

    assertThat(details(tick.spec().id()).bodyKept()).isFalse();
  }

  @Test
  void messages_are_listed_by_how_they_ended() {
    RunSpec failed = message(now()).build();
    RunSpec waiting = message(now().plus(YEAR)).build();
    RunSpec other = message(now()).handler(new HandlerRef("shop", "print")).build();
    List.of(failed, waiting, other).forEach(spec -> submit(spec, 0, BODY));
    for (Publication publication : sweepAll()) {
      finished(publication, new Outcome.Failed("boom"));
    }

    assertThat(ids(Waiting.Query.in(RunState.FAILED, null)))
        .containsExactlyInAnyOrder(failed.id(), other.id());
    assertThat(ids(Waiting.Query.in(RunState.FAILED, MAIL))).containsExactly(failed.id());
    assertThat(ids(Waiting.Query.in(RunState.PENDING, null))).containsExactly(waiting.id());
    assertThat(ids(Waiting.Query.in(RunState.LOST, null))).isEmpty();
  }

  private List<RunId> ids(Waiting.Query query) {
    return get(ledger().waiting(partition, query, 100)).messages().stream()
        .map(run -> run.id())
        .toList();
  }

  private Publication handedOut(RunSpec spec) {
    return requireNonNull(find(sweepAll(), spec.id()), () -> spec.id() + " is not handed out");
  }

  private RunDetails details(RunId id) {
    return get(ledger().details(id)).orElseThrow();
  }

  private RunSpecBuilder message(Instant due) {
    Owner publisher = new Owner(OwnerKey.message("shop", "mail"), "published");
    return RunSpecBuilder.message(publisher, due)
        .id(new RunId(partition, UUID.randomUUID()))
        .handler(MAIL);
  }

  private void submit(RunSpec spec, long generation, byte[] body) {
    get(
        ledger()
            .submit(
                partition,
                List.of(new Submission(spec, generation, body, null, OnDuplicate.IGNORE))));
  }

  private static byte[] text(char of, int length) {
    return String.valueOf(of).repeat(length).getBytes(StandardCharsets.UTF_8);
  }
}
