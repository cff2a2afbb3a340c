package io.jararaca.e2e.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.install.Install;
import io.jararaca.e2e.install.Replica;
import io.jararaca.e2e.process.Sandbox;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ended messages go when their time is over, and not before their end was shown. */
@ExtendWith(E2e.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class FinishedMessagesIT {

  private static final String NAME = "finished-messages";
  private static final Duration START = Duration.ofSeconds(60);

  private Namespace namespace;
  private Replicas replicas;

  @BeforeAll
  void start(SharedServers servers, Sandbox sandbox) {
    namespace = Namespace.created(servers.apiServer().kubectl(), NAME);
    Install install =
        new Install(
            sandbox,
            NAME,
            NAME,
            servers.apiServer().kubeconfig(),
            servers.backendUrl(),
            servers.brokerUrl());
    Map<String, String> settings = new HashMap<>(Replicas.LOGS);
    settings.putAll(
        Map.of("LEASE_SECONDS", "2", "LEASE_RENEW_SECONDS", "0.5", "RETENTION_SECONDS", "1"));
    replicas =
        new Replicas(
            List.of(install.operator("pod-a", settings), install.operator("pod-b", settings)));
    replicas.all().forEach(replica -> replica.awaitReady(START));
    replicas.leader(START);
  }

  @Test
  @Order(1)
  void an_ended_message_goes_when_its_time_is_over_and_others_stay() {
    ends("stays", "");
    ends("goes", ", ttlSecondsAfterFinished: 1");

    soon().untilAsserted(() -> assertThat(messages()).contains("stays").doesNotContain("goes"));
  }

  @Test
  @Order(2)
  void a_time_that_is_given_after_the_end_counts_too() {
    ends("edited", "");

    namespace.run(
        "patch",
        "dmsg",
        "edited",
        "--type=merge",
        "-p",
        "{\"spec\":{\"ttlSecondsAfterFinished\":0}}");

    soon().untilAsserted(() -> assertThat(messages()).doesNotContain("edited"));
  }

  @Test
  @Order(3)
  void the_next_leader_deletes_what_the_last_one_saw_end() {
    Replica leader = replicas.leader(START);
    ends("outlives", ", ttlSecondsAfterFinished: 5");
    leader.process().kill();
    assertThat(messages()).contains("outlives");

    await().atMost(START).untilAsserted(() -> assertThat(messages()).doesNotContain("outlives"));
  }

  /** Creates a message that is cancelled at once, and waits until its status says so. */
  private void ends(String name, String fields) {
    namespace.apply(
        "DelayedMessage", name, "{handler: mail, delaySeconds: 3600, cancel: true" + fields + "}");
    soon()
        .until(
            () ->
                !messages().contains(name)
                    || namespace
                        .read("dmsg", name, "--ignore-not-found")
                        .at("/status/phase")
                        .asText()
                        .equals("Cancelled"));
  }

  private List<String> messages() {
    return namespace.read("dmsg").path("items").findValuesAsText("name");
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(200));
  }
}
