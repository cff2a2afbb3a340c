package io.jararaca.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jararaca.crds.v1alpha1.CatchUp;
import io.jararaca.crds.v1alpha1.DelayedMessage;
import io.jararaca.crds.v1alpha1.DelayedMessageSpec;
import io.jararaca.crds.v1alpha1.OnDuplicate;
import io.jararaca.crds.v1alpha1.RetrySpec;
import io.jararaca.crds.v1alpha1.RunStatus;
import io.jararaca.crds.v1alpha1.ScheduledAction;
import io.jararaca.crds.v1alpha1.ScheduledActionSpec;
import io.jararaca.crds.v1alpha1.ScheduledActionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The resources, read and written by the client's own mapper. */
class ResourceReadingTest {
  private final KubernetesSerialization serialization = new KubernetesSerialization();

  @Test
  void a_manifest_with_the_cron_alone_reads_with_every_default_of_the_schema() {
    ScheduledActionSpec spec = action("cron: '*/5 * * * *'").getSpec();

    assertThat(spec).isEqualTo(ScheduledActionSpec.builder("*/5 * * * *").build());
    assertThat(spec.retry()).isEqualTo(new RetrySpec(1, 1, 60, 2.0, 25));
    assertDefaultsOfTheSchema("scheduledactions.yaml", tree(spec));
  }

  @Test
  void a_message_with_a_handler_alone_reads_with_every_default_of_the_schema() {
    DelayedMessageSpec spec = message("{handler: mail, delaySeconds: 5}").getSpec();

    assertThat(spec).isEqualTo(DelayedMessageSpec.builder("mail").delaySeconds(5).build());
    assertThat(spec.onDuplicate()).isEqualTo(OnDuplicate.IGNORE);
    assertDefaultsOfTheSchema("delayedmessages.yaml", tree(spec));
  }

  @Test
  void what_is_written_reads_the_same() {
    ScheduledAction action = action("{cron: '@daily', payload: {}, headers: {a: b}, catchUp: All}");
    action.setStatus(
        status(
            new RunStatus(
                "17-x",
                Instant.EPOCH,
                "Failed",
                null,
                1,
                Instant.EPOCH.plusMillis(1500),
                null,
                null,
                null)));

    assertThat(serialization.clone(action)).isEqualTo(action);
    assertThat(action.getSpec().catchUp()).isEqualTo(CatchUp.ALL);
    assertThat(action.getSpec().payload()).isEqualTo(JsonNodeFactory.instance.objectNode());
    assertThat(serialization.asJson(action))
        .contains(
            "\"plannedTime\":\"1970-01-01T00:00:00Z\"",
            "\"startedAt\":\"1970-01-01T00:00:01.500Z\"")
        .doesNotContain("unreadable", "null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\": [1, {\"b\": 2.5}], \"c\": true}", "[]", "''", "0", "false", "text"})
  void a_payload_is_any_json(String payload) {
    ScheduledAction action = action("{cron: '@daily', payload: %s}".formatted(payload));

    assertThat(action.getSpec().payload())
        .isEqualTo(serialization.unmarshal(payload, JsonNode.class));
    assertThat(serialization.clone(action)).isEqualTo(action);
  }

  @Test
  void an_explicit_null_payload_is_none() {
    assertThat(action("{cron: '@daily', payload: null}").getSpec().payload()).isNull();
  }

  @Test
  void a_field_of_another_version_is_passed_over() {
    assertThat(action("{cron: '@daily', onOverlap: Queue}").getSpec())
        .isEqualTo(ScheduledActionSpec.builder("@daily").build());
  }

  @Test
  void a_spec_of_another_version_says_why_it_cannot_be_read_and_does_not_throw() {
    ScheduledAction action = action("{cron: '@daily', catchUp: Sometimes}");

    assertThat(action.getSpec().unreadable())
        .startsWith("spec.catchUp cannot be read by this version of Jararaca:")
        .contains("Sometimes");
    assertThat(serialization.clone(action).getSpec().unreadable()).isNotNull();
    assertThat(message("{handler: mail, retry: {maxAttempts: [1]}}").getSpec().unreadable())
        .startsWith("spec.retry.maxAttempts cannot be read");
  }

  @Test
  void a_status_that_cannot_be_read_counts_as_absent() {
    ScheduledAction action =
        serialization.unmarshal(
            manifest("ScheduledAction", "{cron: '@daily'}") + "status: {nextRunTime: tomorrow}",
            ScheduledAction.class);

    assertThat(action.getStatus()).isNull();
    assertThat(action.getSpec().cron()).isEqualTo("@daily");
  }

  @Test
  void the_handler_is_the_resources_name_unless_given() {
    assertThat(action("cron: '@daily'").handler()).isEqualTo("x");
    assertThat(action("{cron: '@daily', handler: y}").handler()).isEqualTo("y");
  }

  @Test
  void a_message_is_due_at_its_instant_or_its_delay_after_creation() {
    Instant created = Instant.parse("2026-03-29T00:00:00Z");

    assertThat(message("{handler: mail, delaySeconds: 90}").getSpec().dueInstant(created))
        .isEqualTo("2026-03-29T00:01:30Z");
    assertThat(
            message("{handler: mail, deliverAt: '2026-03-29T08:00:00.25+02:00'}")
                .getSpec()
                .dueInstant(created))
        .isEqualTo("2026-03-29T06:00:00.250Z");
  }

  @Test
  void a_message_with_both_or_neither_or_no_instant_says_the_mend() {
    assertThatThrownBy(() -> message("{handler: mail}").getSpec().dueInstant(Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("exactly one of deliverAt");
    assertThatThrownBy(
            () ->
                message("{handler: mail, delaySeconds: 1, deliverAt: '2026-03-29T08:00:00Z'}")
                    .getSpec()
                    .dueInstant(Instant.EPOCH))
        .hasMessageContaining("exactly one of deliverAt");
    assertThatThrownBy(
            () -> message("{handler: mail, deliverAt: noon}").getSpec().dueInstant(Instant.EPOCH))
        .hasMessageContaining("deliverAt \"noon\" is not an RFC 3339 instant: write it like");
  }

  private void assertDefaultsOfTheSchema(String file, JsonNode spec) {
    JsonNode schema = serialization.unmarshal(CrdYaml.generate().get(file), JsonNode.class);
    assertDefaults(
        "spec", schema.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec"), spec);
  }

  private static void assertDefaults(String path, JsonNode schema, JsonNode value) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String name = path + "." + property.getKey();
      JsonNode fallback = property.getValue().path("default");
      JsonNode read = value.path(property.getKey());
      if (property.getValue().has("properties")) {
        assertThat(fallback)
            .as("default of %s lets the inner ones apply", name)
            .isEqualTo(JsonNodeFactory.instance.objectNode());
        assertDefaults(name, property.getValue(), read);
      } else if (!fallback.isMissingNode()) {
        assertThat(read.asText().replaceFirst("\\.0$", "")).as(name).isEqualTo(fallback.asText());
      } else if (!List.of("cron", "handler", "delaySeconds").contains(property.getKey())) {
        assertThat(read.isMissingNode()).as("%s has no default", name).isTrue();
      }
    }
  }

  private ObjectNode tree(Object spec) {
    return serialization.convertValue(spec, ObjectNode.class);
  }

  private ScheduledAction action(String spec) {
    return serialization.unmarshal(manifest("ScheduledAction", spec), ScheduledAction.class);
  }

  private DelayedMessage message(String spec) {
    return serialization.unmarshal(manifest("DelayedMessage", spec), DelayedMessage.class);
  }

  private static String manifest(String kind, String spec) {
    return """
        apiVersion: jararaca.io/v1alpha1
        kind: %s
        metadata: {name: x, namespace: demo}
        spec: %s
        """
        .formatted(kind, spec.startsWith("{") ? spec : "{" + spec + "}");
  }

  private static ScheduledActionStatus status(RunStatus lastRun) {
    return new ScheduledActionStatus(
        1L,
        "x",
        "every day",
        List.of(),
        null,
        null,
        lastRun,
        null,
        List.of(Instant.EPOCH),
        1,
        List.of(lastRun),
        List.of(),
        List.of(),
        null,
        null);
  }
}
