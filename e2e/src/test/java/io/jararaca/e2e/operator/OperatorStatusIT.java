package io.jararaca.e2e.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.install.Install;
import io.jararaca.e2e.install.Replica;
import io.jararaca.e2e.process.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the operator says of resources, without any worker. */
@ExtendWith(E2e.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorStatusIT {

  private static final String NAME = "operator-status";

  private final Namespace namespace;
  private final Replica operator;

  OperatorStatusIT(SharedServers servers, Sandbox sandbox) {
    namespace = Namespace.created(servers.apiServer().kubectl(), NAME);
    operator =
        new Install(
                sandbox,
                NAME,
                NAME,
                servers.apiServer().kubeconfig(),
                servers.backendUrl(),
                servers.brokerUrl())
            .operator(
                "operator-0",
                Map.of(
                    "LEASE_SECONDS", "2",
                    "LEASE_RENEW_SECONDS", "0.5",
                    "JAVA_TOOL_OPTIONS", "-Dlogback.configurationFile=logback.xml"));
    operator.awaitReady(Duration.ofSeconds(60));
  }

  @Test
  void an_action_shows_its_next_ticks_and_that_nobody_has_its_handler() {
    namespace.apply("ScheduledAction", "report", "{cron: '0 3 * * *', timeZone: Europe/Berlin}");

    soon()
        .untilAsserted(
            () ->
                assertThat(namespace.condition("sact", "report", "Ready"))
                    .isEqualTo("False/NoWorkers"));

    JsonNode status = namespace.read("sact", "report").path("status");
    assertThat(status.path("nextRunTimes")).hasSize(5);
    assertThat(status.path("nextRunTime").asText()).matches("20\\d\\d-.*T0[12]:00:00Z");
    assertThat(status.path("observedGeneration").asInt()).isEqualTo(1);
    assertThat(status.path("handler").asText()).isEqualTo("report");
    assertThat(namespace.condition("sact", "report", "Scheduled")).isEqualTo("True/Armed");
    assertThat(namespace.condition("sact", "report", "LedgerIntact")).isEqualTo("True/Intact");
  }

  @Test
  void what_is_invalid_says_why_and_is_mended_without_a_restart() {
    namespace.apply("ScheduledAction", "mars", "{cron: '@daily', timeZone: Mars/Olympus}");

    soon()
        .untilAsserted(
            () ->
                assertThat(namespace.condition("sact", "mars", "Ready"))
                    .isEqualTo("False/InvalidSpec"));
    assertThat(namespace.read("sact", "mars").at("/status/conditions/0/message").asText())
        .contains("timeZone")
        .contains("Mars/Olympus");
    soon().untilAsserted(() -> assertThat(eventsOf("mars")).contains("InvalidSpec"));

    namespace.apply("ScheduledAction", "mars", "{cron: '@daily', timeZone: Europe/Paris}");

    soon()
        .untilAsserted(
            () ->
                assertThat(namespace.condition("sact", "mars", "Scheduled"))
                    .isEqualTo("True/Armed"));
  }

  @Test
  void a_message_is_pending_until_it_is_due_and_dispatched_then() {
    namespace.apply("DelayedMessage", "later", "{handler: mail, delaySeconds: 3}");

    soon().until(() -> phase("later").equals("Pending"));
    assertThat(namespace.condition("dmsg", "later", "Ready")).isEqualTo("True/Accepted");
    soon().until(() -> phase("later").equals("Dispatched"));
    soon()
        .untilAsserted(
            () ->
                assertThat(namespace.condition("dmsg", "later", "Ready"))
                    .isEqualTo("False/NoWorkers"));
  }

  @Test
  void a_message_that_is_cancelled_says_so() {
    namespace.apply("DelayedMessage", "never", "{handler: mail, delaySeconds: 3600}");
    soon().until(() -> phase("never").equals("Pending"));

    namespace.run("patch", "dmsg", "never", "--type=merge", "-p", "{\"spec\":{\"cancel\":true}}");

    soon().until(() -> phase("never").equals("Cancelled"));
    assertThat(namespace.condition("dmsg", "never", "Succeeded")).isEqualTo("False/Cancelled");
  }

  @Test
  void suspending_and_resuming_show() {
    namespace.apply("ScheduledAction", "pause", "{cron: '@hourly', suspend: true}");
    soon()
        .untilAsserted(
            () ->
                assertThat(namespace.condition("sact", "pause", "Scheduled"))
                    .isEqualTo("False/Suspended"));
    assertThat(namespace.read("sact", "pause").at("/status/nextRunTime").isMissingNode()).isTrue();

    namespace.run("patch", "sact", "pause", "--type=merge", "-p", "{\"spec\":{\"suspend\":false}}");

    soon()
        .untilAsserted(
            () ->
                assertThat(namespace.condition("sact", "pause", "Scheduled"))
                    .isEqualTo("True/Armed"));
  }

  @Test
  void a_status_that_is_true_is_not_written_again() {
    namespace.apply("ScheduledAction", "calm", "{cron: '@yearly'}");
    soon().until(() -> namespace.condition("sact", "calm", "Ready").equals("False/NoWorkers"));
    String written = namespace.read("sact", "calm").at("/metadata/resourceVersion").asText();

    namespace.run("annotate", "sact", "calm", "looked-at=1");
    namespace.apply("ScheduledAction", "marker", "{cron: '@yearly'}");
    soon().until(() -> namespace.condition("sact", "marker", "Ready").equals("False/NoWorkers"));

    List<String> managers =
        namespace
            .read("sact", "calm", "--show-managed-fields")
            .at("/metadata/managedFields")
            .findValuesAsText("manager");
    assertThat(managers).isNotEmpty();
    assertThat(
            Long.parseLong(namespace.read("sact", "calm").at("/metadata/resourceVersion").asText()))
        .as("one write, the annotation")
        .isGreaterThan(Long.parseLong(written));
    assertThat(namespace.read("sact", "calm").at("/status")).isNotNull();
  }

  private String phase(String message) {
    return namespace.read("dmsg", message).at("/status/phase").asText();
  }

  private List<String> eventsOf(String resource) {
    return namespace
        .read("events", "--field-selector=involvedObject.name=" + resource)
        .path("items")
        .findValuesAsText("reason");
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(200));
  }
}
