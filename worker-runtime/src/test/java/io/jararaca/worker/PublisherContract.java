package io.jararaca.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.ledger.SweepRequest;
import io.jararaca.core.publish.OutboxSettings;
import io.jararaca.core.publish.QuotaExceededException;
import io.jararaca.core.run.Partition;
import io.jararaca.core.run.RetryPolicy;
import io.jararaca.core.run.RunSpec;
import io.jararaca.core.run.RunState;
import io.jararaca.worker.handler.PayloadMapper;
import io.jararaca.worker.publish.PublisherParts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a publisher promises, on any ledger. */
abstract class PublisherContract {

  record SendMail(String to) {}

  @Message("print")
  record Page(int number) {}

  record Stop() {}

  private static final FencingToken LEADER = new FencingToken(1, "beat");
  private static final Duration YEAR = Duration.ofDays(365);

  private final Ledger ledger;
  private final ObjectMapper json = PayloadMapper.create();
  private final List<PublisherParts> opened = new ArrayList<>();

  PublisherContract(Ledger ledger) {
    this.ledger = ledger;
    Partition.all().forEach(each -> get(ledger.raise(each, LEADER, LedgerTimings.DEFAULT)));
  }

  @AfterEach
  void close() {
    opened.forEach(PublisherParts::close);
  }

  @Test
  void a_message_goes_to_the_handler_of_its_class() {
    get(publisher().publish(new SendMail("zoe")));

    Publication published = handedOut();
    assertThat(published.spec().handler()).hasToString("shop/send-mail");
    assertThat(published.spec().owner().key()).hasToString("Message/shop/send-mail");
    assertThat(text(published)).isEqualTo("{\"to\":\"zoe\"}");
  }

  @Test
  void a_class_or_a_publisher_may_name_another_handler() {
    get(publisher().publish(new Page(7)));
    assertThat(handedOut().spec().handler().name()).isEqualTo("print");

    get(publisher().publish(Map.of("number", 7), MessageOptions.none().handler("archive")));
    assertThat(handedOut().spec().handler().name()).isEqualTo("archive");
  }

  @Test
  void json_that_was_written_already_stays_as_it_is() {
    MessageOptions options = MessageOptions.none().handler("raw");
    get(publisher().publish("{\"a\": 1}".getBytes(StandardCharsets.UTF_8), options));

    assertThat(text(handedOut())).isEqualTo("{\"a\": 1}");
  }

  @Test
  void a_message_may_say_all_by_its_class() {
    get(publisher().publish(new Stop()));

    assertThat(text(handedOut())).isEqualTo("{}");
  }

  @Test
  void what_is_due_later_waits() {
    Instant inAYear = now().plus(YEAR);
    Publisher publisher = publisher();

    PublishedMessage after = find(get(publisher.publishAfter(new SendMail("a"), YEAR)));
    PublishedMessage at = find(get(publisher.publishAt(new SendMail("b"), inAYear)));
    PublishedMessage delayed =
        find(get(publisher.publishDelayed(new SendMail("c"), inAYear.getEpochSecond())));

    assertThat(List.of(after, at, delayed))
        .allSatisfy(each -> assertThat(each.state()).isEqualTo(RunState.PENDING));
    assertThat(after.plannedAt()).isBetween(inAYear, inAYear.plusSeconds(60));
    assertThat(at.plannedAt()).isEqualTo(inAYear);
    assertThat(delayed.plannedAt()).isEqualTo(Instant.ofEpochSecond(inAYear.getEpochSecond()));
    assertThat(sweep()).isEmpty();
  }

  @Test
  void what_was_due_long_ago_goes_at_once() {
    get(publisher().publishAt(new SendMail("a"), Instant.parse("1950-01-01T00:00:00Z")));

    assertThat(handedOut().spec().handler().name()).isEqualTo("send-mail");
  }

  @Test
  void the_options_travel_with_the_message() {
    RetryPolicy retry = new RetryPolicy(4, Duration.ofSeconds(2), Duration.ofSeconds(9), 3, 0);
    get(
        publisher()
            .publish(
                new SendMail("a"),
                MessageOptions.none()
                    .expireAfter(Duration.ofMinutes(5))
                    .retry(retry)
                    .timeout(Duration.ofSeconds(30))
                    .onLost(OnLost.FAIL)
                    .header("tenant", "t1")));

    RunSpec spec = handedOut().spec();
    assertThat(spec.expiresAt()).isEqualTo(spec.plannedAt().plus(Duration.ofMinutes(5)));
    assertThat(spec.retry()).isEqualTo(retry);
    assertThat(spec.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(spec.maxLosses()).isZero();
    assertThat(spec.headers()).containsExactlyEntriesOf(Map.of("tenant", "t1"));
  }

  @Test
  void one_message_of_a_key_is_kept() {
    MessageOptions key = MessageOptions.none().idempotencyKey("order-1");
    Receipt first = get(publisher().publishAfter(new SendMail("a"), YEAR, key));

    Receipt ignored = get(publisher().publishAfter(new SendMail("b"), Duration.ZERO, key));
    Receipt replaced =
        get(
            publisher()
                .publishAfter(
                    new SendMail("c"), Duration.ZERO, key.onDuplicate(OnDuplicate.REPLACE)));

    assertThat(first.duplicate()).isFalse();
    assertThat(ignored).isEqualTo(new Receipt(first.id(), true, false));
    assertThat(replaced).isEqualTo(new Receipt(first.id(), true, true));
    assertThat(text(handedOut())).isEqualTo("{\"to\":\"c\"}");
    assertThat(sweep()).isEmpty();
  }

  @Test
  void a_message_is_found_and_cancelled_by_id_and_by_key() {
    Publisher publisher = publisher();
    MessageOptions key = MessageOptions.none().idempotencyKey("order-2");
    Receipt one = get(publisher.publishAfter(new SendMail("a"), YEAR));
    Receipt two = get(publisher.publishAfter(new SendMail("b"), YEAR, key));

    assertThat(get(publisher.findByKey("order-2")))
        .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(two.id()));
    assertThat(get(publisher.cancel(one.id()))).isTrue();
    assertThat(get(publisher.cancelByKey("order-2"))).isTrue();
    assertThat(List.of(find(one), find(two)))
        .allSatisfy(
            each -> {
              assertThat(each.state()).isEqualTo(RunState.CANCELLED);
              assertThat(each.note()).isEqualTo("Requested");
            });
    assertThat(get(publisher.findByKey("order-3"))).isEmpty();
    assertThat(get(publisher.cancelByKey("order-3"))).isFalse();
  }

  @Test
  void a_namespace_has_nothing_to_do_with_anothers_messages() {
    Receipt theirs = get(publisher("bank", 0).publishAfter(new SendMail("a"), YEAR));

    assertThat(get(publisher().find(theirs.id()))).isEmpty();
    assertThat(get(publisher().cancel(theirs.id()))).isFalse();
    assertThat(get(publisher("bank", 0).find(theirs.id()))).isPresent();
  }

  @Test
  void those_that_wait_for_a_handler_are_listed_by_time() {
    Publisher publisher = publisher();
    Instant first = now().plus(YEAR);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(get(publisher.publishAt(new SendMail("a"), first.plusSeconds(i))).id());
      get(publisher.publishAt(new Page(i), first.plusSeconds(i)));
    }

    assertThat(get(publisher.list("send-mail", first.plusSeconds(1), first.plusSeconds(4), 3)))
        .extracting(PublishedMessage::id)
        .containsExactlyElementsOf(ids.subList(1, 4));
  }

  @Test
  void a_namespace_may_not_have_more_waiting_than_its_quota() {
    Publisher publisher = publisher("shop", 10);
    List<Receipt> kept = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      kept.add(get(publisher.publishAfter(new SendMail("a"), YEAR)));
    }

    assertThat(publisher.publishAfter(new SendMail("b"), YEAR))
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOf(QuotaExceededException.class)
        .withMessageContaining("namespace shop: at most 10 messages may wait");

    get(publisher.cancel(kept.get(0).id()));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !publisher.publish(new SendMail("c")).handle((ok, no) -> no != null).join());
  }

  @Test
  void what_is_published_in_a_run_carries_its_trace_and_source() {
    Map<String, String> headers = Map.of("traceparent", "00-aa-bb-01", "tenant", "t1");
    Publisher inside = publisher().within(run("3-run", headers));

    get(inside.publish(new SendMail("a"), MessageOptions.none().header("tenant", "t2")));

    assertThat(handedOut().spec().headers())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "traceparent",
                "00-aa-bb-01",
                "source",
                "ScheduledAction/shop/nightly",
                "cause",
                "3-run",
                "tenant",
                "t2"));
    inside.close();
    get(publisher().publish(new SendMail("b")));
  }

  @Test
  void what_cannot_be_published_is_refused_with_the_mend() {
    Publisher publisher = publisher();

    assertThatThrownBy(() -> publisher.publish(new SendMail("x".repeat(65_536))))
        .isInstanceOf(InvalidMessageException.class)
        .hasMessageContaining("SendMail of 65,545 bytes: must be at most 65,536 bytes of JSON");
    assertThatThrownBy(() -> publisher.publish(IntNode.valueOf(1)))
        .isInstanceOf(InvalidMessageException.class)
        .hasMessageContaining("names no handler: say MessageOptions.none().handler(name)");
    assertThatThrownBy(
            () -> publisher.publish(new byte[] {'{'}, MessageOptions.none().handler("raw")))
        .isInstanceOf(InvalidMessageException.class)
        .hasMessageStartingWith("a byte[] is not JSON");
    assertThatThrownBy(() -> publisher.publish(new SelfContained()))
        .isInstanceOf(InvalidMessageException.class)
        .hasMessageContaining("SelfContained is not JSON and cannot be written as such");
    assertThatThrownBy(() -> publisher.publishAfter(new SendMail("a"), Duration.ofMillis(-1)))
        .isInstanceOf(InvalidMessageException.class)
        .hasMessageStartingWith("delay PT-0.001S: use zero or more");
    assertThatThrownBy(() -> publisher.publishAt(new SendMail("a"), Instant.MAX))
        .isInstanceOf(InvalidMessageException.class)
        .hasMessageContaining("must be before the year 10000");
  }

  @Test
  void a_closed_publisher_takes_nothing() {
    Publisher publisher = publisher();
    publisher.close();

    assertThat(publisher.publish(new SendMail("a")))
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .havingRootCause()
        .withMessage("this publisher was closed");
  }

  final Publisher publisher() {
    return publisher("shop", 0);
  }

  private Publisher publisher(String namespace, long quota) {
    PublisherParts parts =
        PublisherParts.of(namespace, json, quota, OutboxSettings.DEFAULT, ledger, () -> {});
    opened.add(parts);
    return new Publisher(parts, Map.of());
  }

  private PublishedMessage find(Receipt receipt) {
    return get(publisher().find(receipt.id())).orElseThrow();
  }

  private Instant now() {
    return get(ledger.time());
  }

  private Publication handedOut() {
    List<Publication> found = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              found.addAll(sweep());
              return !found.isEmpty();
            });
    assertThat(found).hasSize(1);
    return requireNonNull(found.get(0));
  }

  private List<Publication> sweep() {
    SweepRequest request = new SweepRequest(10, Map.of());
    return Partition.all().stream()
        .flatMap(each -> get(ledger.sweep(each, LEADER, request)).toPublish().stream())
        .toList();
  }

  private static String text(Publication publication) {
    return new String(publication.body(), StandardCharsets.UTF_8);
  }

  private static Run run(String id, Map<String, String> headers) {
    return new Run(
        id,
        "report",
        "shop",
        "ScheduledAction/shop/nightly",
        Instant.EPOCH,
        1,
        null,
        "1:a",
        "worker-a",
        headers);
  }

  static <T> T get(CompletableFuture<T> future) {
    return future.orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** Jackson cannot write it. */
  static final class SelfContained {
    public SelfContained getSelf() {
      return this;
    }
  }
}
