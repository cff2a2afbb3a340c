package io.jararaca.crds.decision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.action.RunTemplate;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RetryPolicy;
import io.jararaca.crds.v1alpha1.DelayedMessageSpec;
import io.jararaca.crds.v1alpha1.OnDuplicate;
import io.jararaca.crds.v1alpha1.OnLost;
import io.jararaca.crds.v1alpha1.RetrySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageDecisionTest {

  private static final Instant CREATED = Instant.parse("2026-03-01T12:00:00Z");
  private static final Identity MAIL =
      new Identity(new Owner(OwnerKey.delayedMessage("shop", "mail-1"), "uid-1"), 1, CREATED);

  @Test
  void a_delay_counts_from_the_resources_creation() {
    assertThat(valid(DelayedMessageSpec.builder("mail").delaySeconds(15).build()).deliverAt())
        .isEqualTo(CREATED.plusSeconds(15));
  }

  @Test
  void a_time_from_before_the_creation_means_at_once() {
    MessageDefinition definition =
        valid(
            DelayedMessageSpec.builder("mail")
                .deliverAt("0001-01-01T00:00:00Z")
                .expireAfterSeconds(60)
                .build());

    assertThat(definition.deliverAt()).isEqualTo(CREATED);
    assertThat(definition.submission().spec().expiresAt()).isEqualTo(CREATED.plusSeconds(60));
  }

  @Test
  void every_field_reaches_its_place() {
    MessageDefinition definition =
        valid(
            DelayedMessageSpec.builder("mail")
                .deliverAt("2026-03-02T08:00:00+01:00")
                .payload(JsonNodeFactory.instance.objectNode().put("to", "a"))
                .headers(Map.of("team", "day"))
                .idempotencyKey("order-7")
                .onDuplicate(OnDuplicate.KEEP_LATEST)
                .timeoutSeconds(30)
                .retry(RetrySpec.attempts(3))
                .onLost(OnLost.FAIL)
                .expireAfterSeconds(60)
                .cancel(true)
                .build());

    assertThat(definition)
        .usingRecursiveComparison()
        .isEqualTo(
            new MessageDefinition(
                MAIL.owner(),
                1,
                Instant.parse("2026-03-02T07:00:00Z"),
                Duration.ofSeconds(60),
                "order-7",
                io.jararaca.core.ledger.OnDuplicate.KEEP_LATEST,
                new RunTemplate(
                    new HandlerRef("shop", "mail"),
                    "{\"to\":\"a\"}".getBytes(UTF_8),
                    Map.of("team", "day"),
                    Duration.ofSeconds(30),
                    new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(60), 2, 25),
                    0,
                    true,
                    null),
                true));
  }

  @Test
  void a_time_that_is_none_and_a_handler_that_is_none_are_found() {
    Decision<MessageDefinition> decision =
        MessageDecision.decide(MAIL, DelayedMessageSpec.builder("a b").deliverAt("soon").build());

    assertThat(((Decision.Invalid<MessageDefinition>) decision).findings())
        .extracting(Finding::field)
        .containsExactly("deliverAt", "handler");
  }

  private static MessageDefinition valid(DelayedMessageSpec spec) {
    Decision<MessageDefinition> decision = MessageDecision.decide(MAIL, spec);
    assertThat(decision).isInstanceOf(Decision.Valid.class);
    return ((Decision.Valid<MessageDefinition>) decision).definition();
  }
}
