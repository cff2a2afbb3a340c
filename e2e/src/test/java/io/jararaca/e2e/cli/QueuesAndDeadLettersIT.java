package io.jararaca.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.jararaca.e2e.cli.JararacaJar.Ended;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Queues and dead letters of a real RabbitMQ, looked after by commands. */
@ExtendWith(E2e.class)
class QueuesAndDeadLettersIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String install = "q" + UUID.randomUUID().toString().substring(0, 8);
  private Sandbox sandbox;
  private SharedServers servers;
  private JararacaJar jararaca;
  private OsProcess worker;

  @BeforeEach
  void begin(Sandbox sandbox, SharedServers servers) {
    this.sandbox = sandbox;
    this.servers = servers;
    jararaca =
        new JararacaJar(
            sandbox,
            Map.of(
                "RUN_LOG", sandbox.folder("runs").resolve("log").toString(),
                "BROKER_URL", servers.brokerUrl(),
                "BACKEND_URL", servers.backendUrl(),
                "INSTALL_NAME", install,
                "NAMESPACE", "shop"));
    Path classes = new HandlerCode().handler("greet", "").compiledTo(sandbox.folder("classes"));
    worker = jararaca.start("worker", "worker", classes.toString());
    await().atMost(PATIENCE).until(() -> queues().path("queues").size() == 1);
  }

  @Test
  void letters_that_nobody_can_read_are_shown_sent_back_and_thrown_away() throws Exception {
    send("foreign-1");
    send("foreign-2");
    send("foreign-3");
    await().atMost(PATIENCE).until(() -> queues().at("/deadLetters/0/ready").asLong() == 3);

    Ended list = jararaca.run("dead", "list").ok();
    assertThat(list.out())
        .containsPattern(
            "foreign-1 +jararaca\\.%s\\.shop\\.greet +.*cloudEvents_specversion"
                .formatted(install));
    assertThat(
            jararaca
                .run("dead", "list", "--limit", "2", "-o", "json")
                .ok()
                .json()
                .at("/deadLetters"))
        .hasSize(2);
    JsonNode shown =
        jararaca.run("dead", "show", "foreign-2", "-o", "json").ok().json().at("/deadLetters/0");
    assertThat(shown.path("body").asText()).isEqualTo("{\"from\":\"elsewhere\"}");
    assertThat(shown.at("/headers/hello").asText()).isEqualTo("world");
    assertThat(jararaca.run("dead", "show", "foreign-4").exitCode()).isEqualTo(1);

    assertThat(jararaca.run("dead", "requeue", "foreign-1").ok().out()).startsWith("sent 1 back");
    await("the worker cannot read it now either")
        .atMost(PATIENCE)
        .until(() -> queues().at("/deadLetters/0/ready").asLong() == 3);
    assertThat(jararaca.run("dead", "purge", "foreign-1").ok().out()).startsWith("threw 1 away");
    Ended choice = jararaca.run("dead", "purge");
    assertThat(choice.exitCode()).isEqualTo(2);
    assertThat(choice.err())
        .contains("choose dead letters by message-ids, by --queue, or by --all");
    assertThat(
            jararaca.run("dead", "purge", "--all", "-o", "json").ok().json().path("purged").asInt())
        .isEqualTo(2);
    assertThat(jararaca.run("dead", "list").ok().err()).contains("has no dead letters");
  }

  @Test
  void a_queue_is_pruned_when_nobody_serves_it_and_nothing_waits_in_it() throws Exception {
    assertThat(queues().at("/queues/0/liveWorkers").asInt()).isEqualTo(1);
    Ended served = jararaca.run("queues", "prune", "greet");
    assertThat(served.exitCode()).isEqualTo(1);
    assertThat(served.err()).contains("stays: 0 runs wait in it, 1 consumers, 1 live workers");

    worker.terminate(Duration.ofSeconds(20));
    send("waiting");
    assertThat(jararaca.run("queues", "prune", "greet").err()).contains("stays: 1 runs wait");
    try (Connection connection = connection();
        Channel channel = connection.createChannel()) {
      channel.queuePurge(queue());
    }
    assertThat(jararaca.run("queues", "prune", "greet", "--dry-run").ok().out())
        .contains("would delete " + queue());
    assertThat(jararaca.run("queues", "prune", "greet").ok().out()).contains("deleted " + queue());
    assertThat(jararaca.run("queues", "list", "greet").ok().err()).contains("no such queues");
  }

  @Test
  void servers_that_are_not_there_and_completion_are_told() throws Exception {
    JararacaJar lost = jararaca.withEnvironment(Map.of("BROKER_URL", "amqp://127.0.0.1:1"));
    Ended noBroker = lost.run("dead", "list");
    assertThat(noBroker.exitCode()).isEqualTo(69);
    assertThat(noBroker.err()).contains("look at BROKER_URL").hasLineCount(1);
    Ended noRedis = jararaca.run("queues", "list", "--backend-url", "redis://127.0.0.1:1");
    assertThat(noRedis.exitCode()).isEqualTo(69);
    assertThat(noRedis.err()).contains("look at BACKEND_URL").hasLineCount(1);

    Path script = sandbox.folder("completion").resolve("jararaca.bash");
    Files.writeString(script, jararaca.run("completion", "bash").ok().out());
    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "source '%s'; COMP_WORDS=(jararaca actions re); COMP_CWORD=2; _complete_jararaca; echo \"${COMPREPLY[@]}\""
                    .formatted(script))
            .redirectErrorStream(true)
            .start();
    assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
        .isEqualTo("resume");
  }

  private JsonNode queues() {
    return jararaca.run("queues", "list", "-o", "json").ok().json();
  }

  private String queue() {
    return "jararaca." + install + ".shop.greet";
  }

  private Connection connection() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(servers.brokerUrl());
    return factory.newConnection();
  }

  /** Sends something to the handler's queue that is no run. */
  private void send(String id) throws Exception {
    try (Connection connection = connection();
        Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      channel.basicPublish(
          "",
          queue(),
          new BasicProperties.Builder()
              .messageId(id)
              .deliveryMode(2)
              .headers(Map.of("hello", "world"))
              .build(),
          "{\"from\":\"elsewhere\"}".getBytes(StandardCharsets.UTF_8));
      channel.waitForConfirmsOrDie(10_000);
    }
  }
}
