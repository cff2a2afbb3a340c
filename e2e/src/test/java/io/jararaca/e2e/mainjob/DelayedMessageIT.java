package io.jararaca.e2e.mainjob;

import static io.jararaca.e2e.mainjob.RunningInstall.condition;
import static io.jararaca.e2e.mainjob.RunningInstall.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.mainjob.RunLog.Attempt;
import io.jararaca.e2e.process.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a user does to a DelayedMessage, and what then happens. */
@ExtendWith(E2e.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DelayedMessageIT {

  private RunningInstall install;

  @BeforeAll
  void startInstall(SharedServers servers, Sandbox sandbox) {
    install = new RunningInstall(servers, sandbox, "delayed").start(1, 1);
  }

  @Test
  void a_time_in_the_past_means_now_and_kubectl_waits_for_the_end() {
    install.apply(message("past", "{handler: count, deliverAt: '2001-09-09T01:46:40Z'}"));

    waitForSuccess("past");

    assertThat(attemptsOf("past")).hasSize(1);
    assertThat(status("past").path("phase").asText()).isEqualTo("Succeeded");
  }

  @Test
  void an_edit_before_the_start_moves_it() {
    install.apply(message("moved", "{handler: count, delaySeconds: 3600}"));
    awaitPhase("moved", "Pending");

    install.apply(message("moved", "{handler: count, delaySeconds: 0}"));

    waitForSuccess("moved");
    assertThat(attemptsOf("moved")).hasSize(1);
  }

  @Test
  void what_is_cancelled_or_deleted_does_not_run() {
    Instant due = Instant.now().plusSeconds(10);
    install.apply(message("cancelled", "{handler: count, deliverAt: '%s'}".formatted(due)));
    install.apply(message("deleted", "{handler: count, deliverAt: '%s'}".formatted(due)));
    awaitPhase("cancelled", "Pending");
    awaitPhase("deleted", "Pending");
    String deleted = status("deleted").path("runId").asText();

    patch("cancelled", "{\"spec\":{\"cancel\":true}}");
    install.kubectl("delete", "dmsg", "deleted", "--timeout=10s");

    awaitPhase("cancelled", "Cancelled");
    awaitDeliveriesUntil(due, "after-cancel");
    assertThat(attemptsOf("cancelled")).isEmpty();
    assertThat(attemptsOfRun(deleted)).isEmpty();
  }

  @Test
  void what_changed_while_no_operator_ran_is_obeyed_though_it_came_due_meanwhile() {
    Instant due = Instant.now().plusSeconds(12);
    List<String> names = List.of("cancelled-unseen", "deleted-unseen", "moved-unseen");
    for (String name : names) {
      install.apply(message(name, "{handler: count, deliverAt: '%s'}".formatted(due)));
    }
    names.forEach(name -> awaitPhase(name, "Pending"));
    List<String> runs = names.stream().map(name -> status(name).path("runId").asText()).toList();
    install.leader().process().kill();

    patch("cancelled-unseen", "{\"spec\":{\"cancel\":true}}");
    install.kubectl("delete", "dmsg", "deleted-unseen", "--timeout=10s");
    patch(
        "moved-unseen",
        "{\"spec\":{\"deliverAt\":\"%s\"}}".formatted(Instant.now().plusSeconds(3600)));
    await().atMost(Duration.ofMinutes(1)).until(() -> Instant.now().isAfter(due));
    install.startOperator().awaitReady(RunningInstall.PATIENCE);

    awaitPhase("cancelled-unseen", "Cancelled");
    awaitPhase("moved-unseen", "Pending");
    awaitDeliveriesUntil(due, "after-takeover");
    assertThat(runs).allSatisfy(run -> assertThat(attemptsOfRun(run)).isEmpty());
  }

  @Test
  void a_second_message_of_one_key_gives_the_first_its_time() {
    install.apply(
        message("first-of-key", "{handler: count, delaySeconds: 3600, idempotencyKey: order-7}"));
    awaitPhase("first-of-key", "Pending");

    install.apply(
        message(
            "second-of-key",
            "{handler: count, delaySeconds: 0, idempotencyKey: order-7, onDuplicate: KeepEarliest}"));

    waitForSuccess("first-of-key");
    awaitPhase("second-of-key", "Duplicate");
    assertThat(attemptsOf("second-of-key")).isEmpty();
  }

  @Test
  void a_message_that_nobody_starts_expires() {
    install.apply(message("expires", "{handler: nobody, delaySeconds: 0, expireAfterSeconds: 2}"));

    awaitPhase("expires", "Expired");
    assertThat(condition(install.get("dmsg", "expires"), "Succeeded").path("status").asText())
        .isEqualTo("False");
  }

  @Test
  void an_edit_after_the_start_says_that_it_is_too_late() {
    install.apply(
        message("running", "{handler: slow-sync, delaySeconds: 0, payload: {seconds: 6}}"));
    awaitPhase("running", "Running");

    install.apply(
        message("running", "{handler: slow-sync, delaySeconds: 0, payload: {seconds: 7}}"));

    eventually(
        () ->
            assertThat(
                    condition(install.get("dmsg", "running"), "EditTooLate")
                        .path("status")
                        .asText())
                .isEqualTo("True"));
    waitForSuccess("running");
    assertThat(attemptsOf("running")).hasSize(1);
  }

  @Test
  void a_failed_attempt_is_made_again_and_a_long_one_is_stopped() {
    install.apply(
        message(
            "flaky",
            "{handler: flaky-import, delaySeconds: 0, retry: {maxAttempts: 3, minBackoffSeconds: 1}}"));
    install.apply(
        message(
            "too-long",
            "{handler: slow-sync, delaySeconds: 0, payload: {seconds: 60}, timeoutSeconds: 1}"));

    waitForSuccess("flaky");
    assertThat(status("flaky").path("attempts").asInt()).isEqualTo(3);
    awaitPhase("too-long", "TimedOut");
  }

  /** Delivers a message that is due at that instant: what was due before it had its chance. */
  private void awaitDeliveriesUntil(Instant instant, String name) {
    install.apply(
        message(name, "{handler: count, deliverAt: '%s'}".formatted(instant.plusSeconds(2))));
    waitForSuccess(name);
  }

  private void waitForSuccess(String name) {
    install.kubectl("wait", "--for=condition=Succeeded", "--timeout=90s", "dmsg/" + name);
  }

  private void patch(String name, String change) {
    install.kubectl("patch", "dmsg", name, "--type=merge", "-p", change);
  }

  private void awaitPhase(String name, String phase) {
    eventually(() -> assertThat(status(name).path("phase").asText()).isEqualTo(phase));
  }

  private JsonNode status(String name) {
    return install.get("dmsg", name).path("status");
  }

  private List<Attempt> attemptsOf(String name) {
    return attemptsOfRun(status(name).path("runId").asText());
  }

  private List<Attempt> attemptsOfRun(String run) {
    return install.runLog().attempts().stream().filter(a -> a.run().equals(run)).toList();
  }

  private static void eventually(ThrowingRunnable assertion) {
    await()
        .atMost(RunningInstall.PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(assertion);
  }
}
