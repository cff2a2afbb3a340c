package io.jararaca.operator.resource;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jararaca.crds.v1alpha1.Condition;
import io.jararaca.crds.v1alpha1.ConditionStatus;
import io.jararaca.crds.v1alpha1.RunCounters;
import io.jararaca.crds.v1alpha1.ScheduledActionSpec;
import io.jararaca.crds.v1alpha1.ScheduledActionStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchedResourceTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final KubernetesSerialization serialization = WatchSerialization.create();

  @Test
  void what_nobody_needs_is_not_kept() {
    WatchedAction action = read("{cron: '@daily'}", "null");

    assertThat(action.getMetadata().getName()).isEqualTo("report");
    assertThat(action.getMetadata().getUid()).isEqualTo("u1");
    assertThat(action.getMetadata().getResourceVersion()).isEqualTo("7");
    assertThat(action.getMetadata().getManagedFields()).isEmpty();
    assertThat(action.getMetadata().getLabels()).isNullOrEmpty();
    assertThat(action.getMetadata().getAnnotations())
        .containsOnlyKeys("jararaca.io/trigger")
        .containsValue("t1");
    assertThat(action.getMetadata().getAdditionalProperties()).isEmpty();
  }

  @Test
  void a_spec_reads_as_it_was_written() {
    WatchedAction action = read("{cron: '@daily', payload: {a: [1, 2.5, null]}}", "null");

    assertThat(action.getSpec().asAction().cron()).isEqualTo("@daily");
    assertThat(action.getSpec().asAction().payload()).hasToString("{\"a\":[1,2.5,null]}");
  }

  /** Names of 50,000 characters and 1,000 levels are where Jackson ends by default. */
  @Test
  void whatever_the_api_server_stores_is_read() {
    String name = "n".repeat(100_000);
    String payload = "{\"" + name + "\": " + "[".repeat(9_000) + "]".repeat(9_000) + "}";
    String list =
        "{\"items\": [{\"kind\": \"ScheduledAction\", \"apiVersion\": \"jararaca.io/v1alpha1\","
            + " \"metadata\": {\"name\": \"a\"}, \"spec\": {\"cron\": \"@daily\", \"payload\": "
            + payload
            + "}}, {\"metadata\": {\"name\": \"b\"}, \"spec\": {\"cron\": \"@hourly\"}}]}";

    WatchedActions actions = serialization.unmarshal(list, WatchedActions.class);

    assertThat(actions.getItems())
        .extracting(action -> action.getSpec().asAction().cron())
        .containsExactly("@daily", "@hourly");
    JsonNode read = requireNonNull(actions.getItems().get(0).getSpec().asAction().payload());
    assertThat(read.has(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ScheduledAction", "DelayedMessage"})
  void whatever_a_watch_is_told_of_is_read(String kind) {
    String event =
        "{\"type\": \"ADDED\", \"object\": {\"kind\": \""
            + kind
            + "\", \"apiVersion\": \"jararaca.io/v1alpha1\", \"metadata\": {\"name\": \"a\"},"
            + " \"spec\": {\"handler\": \"deep\", \"payload\": "
            + "[".repeat(9_000)
            + "]".repeat(9_000)
            + "}}}";

    Object told = serialization.unmarshal(event, WatchEvent.class).getObject();

    StoredSpec spec =
        told instanceof WatchedAction action ? action.getSpec() : ((WatchedMessage) told).getSpec();
    assertThat(spec.asMessage().handler()).isEqualTo("deep");
  }

  private static final class WatchedActions extends DefaultKubernetesResourceList<WatchedAction> {
    private static final long serialVersionUID = 1;
  }

  @Test
  void a_spec_of_another_version_says_why_it_cannot_be_read() {
    ScheduledActionSpec spec =
        read("{cron: '@daily', catchUp: Sometimes}", "null").getSpec().asAction();

    assertThat(spec.unreadable()).contains("spec.catchUp").contains("Sometimes");
  }

  @Test
  void a_digest_is_equal_for_the_same_status_in_another_order_and_differs_for_another() {
    StatusDigest one = read("{}", "{activeRuns: 1, nextRunTime: null, handler: a}").getStatus();
    StatusDigest same = read("{}", "{handler: a, activeRuns: 1}").getStatus();
    StatusDigest other = read("{}", "{handler: a, activeRuns: 2}").getStatus();

    assertThat(one.fingerprint()).isEqualTo(same.fingerprint()).isNotEqualTo(other.fingerprint());
  }

  @Test
  void a_status_that_we_write_has_the_digest_that_we_read_back() {
    ScheduledActionStatus status =
        new ScheduledActionStatus(
            3L,
            "report",
            "every day",
            List.of(
                new Condition(
                    Condition.READY, ConditionStatus.TRUE, "Armed", "all is well", NOON, 3L)),
            NOON,
            null,
            null,
            NOON.plusSeconds(60),
            List.of(NOON.plusSeconds(60), NOON.plusMillis(61_500)),
            0,
            List.of(),
            List.of(),
            List.of(),
            new RunCounters(4, 3, 1, 0, 0, 0, 0, 0, 0, 1),
            null);

    StatusDigest digest = read("{}", new KubernetesSerialization().asJson(status)).getStatus();

    assertThat(digest).isEqualTo(StatusDigest.of(status));
    assertThat(digest.conditions()).isEqualTo(status.conditions());
    assertThat(digest.counters()).isEqualTo(status.counters());
  }

  private WatchedAction read(String spec, String status) {
    return serialization.unmarshal(
        """
        apiVersion: jararaca.io/v1alpha1
        kind: ScheduledAction
        metadata:
          name: report
          namespace: shop
          uid: u1
          resourceVersion: '7'
          generation: 2
          labels: {a: b}
          annotations:
            jararaca.io/trigger: t1
            kubectl.kubernetes.io/last-applied-configuration: '{}'
          managedFields: [{manager: kubectl, operation: Apply}]
        spec: %s
        status: %s
        """
            .formatted(spec, status),
        WatchedAction.class);
  }
}
