package io.jararaca.rabbitmq;

import static io.jararaca.core.broker.PublicationBuilder.runOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.jararaca.core.broker.PublicationBuilder;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunCodecTest {

  private static final HandlerRef HANDLER = new HandlerRef("shop", "report.daily");

  private final RunCodec codec = new RunCodec("blue");

  @ParameterizedTest
  @EnumSource(Origin.class)
  void a_run_is_read_as_it_was_written(Origin origin) throws Exception {
    Publication full =
        full()
            .origin(origin)
            .rev(Integer.MAX_VALUE)
            .expiresAt(Instant.parse("2026-03-01T00:00:00.001Z"))
            .retry(new RetryPolicy(9, Duration.ZERO, Duration.ofDays(365), 1.0 / 3 + 1, 0))
            .body("{\"text\": \"ü\"}")
            .build();

    assertThat(decoded(full)).usingRecursiveComparison().isEqualTo(full);
  }

  @Test
  void it_is_a_cloud_event() {
    Publication run =
        runOf(HANDLER)
            .owner(new Owner(OwnerKey.scheduledAction("shop", "a b"), "uid-1"))
            .headers(Map.of("tenant", "t1", "traceparent", "00-aa-bb-01"))
            .build();

    BasicProperties properties = codec.encode(run);

    assertThat(properties.getContentType()).isEqualTo("application/json");
    assertThat(properties.getDeliveryMode()).isEqualTo(2);
    assertThat(properties.getMessageId()).isEqualTo(run.spec().id().toString());
    assertThat(properties.getHeaders())
        .containsEntry("cloudEvents_specversion", "1.0")
        .containsEntry("cloudEvents_type", "io.jararaca.run.v1")
        .containsEntry("cloudEvents_id", run.spec().id().toString())
        .containsEntry("cloudEvents_source", "/ScheduledAction/shop/a%20b")
        .containsEntry("cloudEvents_time", "2026-03-01T00:00:00Z")
        .containsEntry("user-tenant", "t1")
        .containsEntry("traceparent", "00-aa-bb-01");
  }

  @Test
  void what_is_as_usual_is_left_out_and_all_else_is_there() {
    assertThat(codec.encode(runOf(HANDLER).build()).getHeaders())
        .containsOnlyKeys(
            "cloudEvents_specversion",
            "cloudEvents_type",
            "cloudEvents_id",
            "cloudEvents_source",
            "cloudEvents_time",
            "jararaca-install",
            "jararaca-incarnation",
            "jararaca-owner-kind",
            "jararaca-owner-namespace",
            "jararaca-owner-name",
            "jararaca-owner-uid",
            "jararaca-handler",
            "jararaca-slot-limit");
    Publication unusual =
        full()
            .rev(1)
            .origin(Origin.TRIGGER)
            .retry(new RetryPolicy(2, Duration.ofSeconds(1), Duration.ofSeconds(60), 2, 25))
            .broadcast()
            .build();
    assertThat(codec.encode(unusual).getHeaders())
        .containsEntry("jararaca-rev", 1)
        .containsEntry("jararaca-origin", "Trigger")
        .containsEntry("jararaca-retry", "2,1000,60000,2.0,25")
        .containsEntry("jararaca-exclusive", false)
        .containsEntry("jararaca-timeout-ms", 1L)
        .containsEntry("jararaca-expires-at", "2026-03-01T00:05:00Z")
        .containsEntry("jararaca-exception-handler", "on.failure");
  }

  @Test
  void a_user_header_cannot_pass_for_one_of_ours() throws Exception {
    Publication run =
        runOf(HANDLER).headers(Map.of("jararaca-install", "red", "user-x", "y")).build();

    assertThat(decoded(run).spec().headers())
        .isEqualTo(Map.of("jararaca-install", "red", "user-x", "y"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cloudEvents_specversion",
        "cloudEvents_type",
        "cloudEvents_id",
        "cloudEvents_time",
        "jararaca-install",
        "jararaca-incarnation",
        "jararaca-owner-kind",
        "jararaca-owner-namespace",
        "jararaca-owner-name",
        "jararaca-owner-uid",
        "jararaca-handler",
        "jararaca-slot-limit"
      })
  void a_missing_header_is_named(String header) {
    Map<String, Object> headers = headersOf(full().build());
    headers.remove(header);

    assertUnreadable(headers, "header " + header + ": missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cloudEvents_type         | io.jararaca.run.v2 | expected \"io.jararaca.run.v1\"",
        "jararaca-install         | red                | expected \"blue\"",
        "cloudEvents_id           | 99-x               | expected <partition>-<uuid>",
        "cloudEvents_time         | yesterday          | could not be parsed",
        "jararaca-rev             | one                | For input string",
        "jararaca-origin          | Whim               | unknown",
        "jararaca-owner-name      | a/b                | must not be empty, nor hold",
        "jararaca-owner-namespace | Shop               | use 1 to 63 lower-case letters",
        "jararaca-handler         | #                  | use 1 to 128 letters",
        "jararaca-retry           | 1,2,3              | expected maxAttempts,minBackoffMs",
        "jararaca-retry           | 1,1,1,NaN,1        | must be 1 to 10",
        "jararaca-timeout-ms      | -5                 | must be more than zero",
        "jararaca-max-losses      | -1                 | must be 0 or more",
        "jararaca-exclusive       | perhaps            | expected true or false",
      })
  void a_bad_header_is_named(String header, String value, String reason) {
    Map<String, Object> headers = headersOf(full().build());
    headers.put(header, value);

    assertUnreadable(headers, reason);
  }

  @Test
  void a_message_without_headers_is_no_run() {
    assertThatThrownBy(() -> codec.decode(new BasicProperties(), new byte[0]))
        .isInstanceOf(UnreadableMessageException.class)
        .hasMessage("header cloudEvents_specversion: missing");
  }

  @Test
  void numbers_may_be_text_as_other_clients_write_them() throws Exception {
    Publication run = full().build();
    Map<String, Object> headers = headersOf(run);
    headers.replaceAll((name, value) -> value.toString());

    Publication read =
        codec.decode(new BasicProperties.Builder().headers(headers).build(), run.body());

    assertThat(read).usingRecursiveComparison().isEqualTo(run);
  }

  @Test
  void what_the_wire_cannot_carry_is_refused_by_field() {
    Publication longName = runOf(HANDLER).headers(Map.of("ü".repeat(126), "x")).build();
    Publication huge = runOf(HANDLER).headers(Map.of("a", "ü".repeat(60_000))).build();
    Publication abroad =
        runOf(HANDLER).owner(new Owner(OwnerKey.scheduledAction("other", "a"), "u")).build();

    assertThatThrownBy(() -> codec.encode(longName)).hasMessageContaining("headers: the name");
    assertThatThrownBy(() -> codec.encode(huge)).hasMessageContaining("headers: must be at most");
    assertThatThrownBy(() -> codec.encode(abroad))
        .hasMessageContaining("handler shop/report.daily: must be in the namespace of its owner");
  }

  private static PublicationBuilder full() {
    return runOf(HANDLER)
        .rev(2)
        .timeout(Duration.ofMillis(1))
        .expiresAt(Instant.parse("2026-03-01T00:05:00Z"))
        .exceptionHandler("on.failure")
        .headers(Map.of("tenant", "t1"));
  }

  private Publication decoded(Publication run) throws UnreadableMessageException {
    return codec.decode(codec.encode(run), run.body());
  }

  private Map<String, Object> headersOf(Publication run) {
    return new HashMap<>(codec.encode(run).getHeaders());
  }

  private void assertUnreadable(Map<String, Object> headers, String reason) {
    BasicProperties properties = new BasicProperties.Builder().headers(headers).build();
    assertThatThrownBy(() -> codec.decode(properties, new byte[0]))
        .isInstanceOf(UnreadableMessageException.class)
        .hasMessageContaining(reason);
  }
}
