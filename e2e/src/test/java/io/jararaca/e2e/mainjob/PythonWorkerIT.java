package io.jararaca.e2e.mainjob;

import static io.jararaca.e2e.mainjob.RunningInstall.action;
import static io.jararaca.e2e.mainjob.RunningInstall.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The worker of examples/python: what docs/wire-protocol.md says is enough to be one. */
@ExtendWith(E2e.class)
class PythonWorkerIT {

  private static final String NAME = "python";

  @Test
  void its_runs_end_and_are_shown_as_those_of_a_java_worker(SharedServers servers, Sandbox sandbox)
      throws Exception {
    RunningInstall install = new RunningInstall(servers, sandbox, NAME);
    OsProcess worker = install.startProgram(List.of(python(), worker()));
    install.start(1, 0);

    install.apply(message("hello", "{handler: greet, delaySeconds: 0, payload: {name: Ana}}"));
    install.apply(
        message(
            "retried",
            "{handler: flaky-import, delaySeconds: 0, retry: {maxAttempts: 2, minBackoffSeconds: 0}}"));
    install.apply(message("broken", "{handler: broken-import, delaySeconds: 0}"));
    install.apply(
        message(
            "slow",
            "{handler: slow-sync, delaySeconds: 0, timeoutSeconds: 1, payload: {seconds: 600}}"));
    install.apply(
        action("ticking", "{cron: '* * * * * *', handler: greet, payload: {name: tick}}"));

    awaitPhase(install, "hello", "Succeeded");
    assertThat(worker.log())
        .contains("hello, Ana (" + status(install, "hello").path("runId").asText());
    awaitPhase(install, "retried", "Succeeded");
    assertThat(status(install, "retried").path("attempts").asInt()).isEqualTo(2);
    awaitPhase(install, "broken", "Failed");
    assertThat(status(install, "broken").path("message").asText())
        .isEqualTo("ValueError: no such table");
    awaitPhase(install, "slow", "TimedOut");
    assertThat(status(install, "slow").path("message").asText())
        .isEqualTo("took longer than 1000 ms");
    assertThat(install.kubectl("get", "dmsg"))
        .containsPattern("hello +\\S+ +greet +Succeeded +1 ")
        .containsPattern("slow +\\S+ +slow-sync +TimedOut +1 ");
    await()
        .atMost(RunningInstall.PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode ticking = install.get("sact", "ticking");
              assertThat(ticking.at("/status/history/0/state").asText()).isEqualTo("Succeeded");
              assertThat(
                      RunningInstall.condition(ticking, "WorkersAvailable").path("status").asText())
                  .isEqualTo("True");
            });

    sendWhatIsNoRun(servers);
    assertThat(worker.terminate(Duration.ofSeconds(20))).isZero();
  }

  /** It is put aside, and the next delivery is served. */
  private static void sendWhatIsNoRun(SharedServers servers) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(servers.brokerUrl());
    String dead = "jararaca-dead.%s.%s".formatted(NAME, NAME);
    try (Connection connection = factory.newConnection();
        Channel channel = connection.createChannel()) {
      channel.basicPublish(
          "",
          "jararaca.%s.%s.greet".formatted(NAME, NAME),
          new BasicProperties.Builder().deliveryMode(2).build(),
          "{}".getBytes(StandardCharsets.UTF_8));
      await().atMost(RunningInstall.PATIENCE).until(() -> channel.messageCount(dead) == 1);
      assertThat(channel.basicGet(dead, true).getProps().getHeaders().get("jararaca-dead-reason"))
          .asString()
          .contains("cloudEvents_specversion: None, expected '1.0'", "jararaca-owner-uid: missing");
    }
  }

  private static void awaitPhase(RunningInstall install, String message, String phase) {
    await()
        .atMost(RunningInstall.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(status(install, message).path("phase").asText())
                    .as(message)
                    .isEqualTo(phase));
  }

  private static JsonNode status(RunningInstall install, String message) {
    return install.get("dmsg", message).path("status");
  }

  private static String worker() {
    return Path.of("..", "examples", "python", "worker.py").toAbsolutePath().normalize().toString();
  }

  /** What ./dev needs made. */
  private static String python() {
    Path cache =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache"));
    Path made = cache.resolve(Path.of("jararaca", "python", "bin", "python"));
    Path python = Optional.ofNullable(System.getenv("JARARACA_PYTHON")).map(Path::of).orElse(made);
    assertThat(python).as("a Python with pika and redis: ./dev needs makes it").isExecutable();
    return python.toString();
  }
}
