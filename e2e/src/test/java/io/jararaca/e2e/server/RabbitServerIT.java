package io.jararaca.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.process.Sandbox;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("kills-servers")
@ExtendWith(E2e.class)
class RabbitServerIT {
  private static final BasicProperties PERSISTENT = MessageProperties.PERSISTENT_BASIC;

  @Test
  void a_killed_rabbitmq_comes_back_on_its_port_with_its_quorum_queues(Sandbox sandbox)
      throws Exception {
    RabbitServer rabbit = RabbitServer.started(sandbox);
    try (Connection connection = connect(rabbit);
        Channel channel = connection.createChannel()) {
      channel.queueDeclare("kept", true, false, false, Map.of("x-queue-type", "quorum"));
      channel.confirmSelect();
      channel.basicPublish("", "kept", PERSISTENT, "body".getBytes(StandardCharsets.UTF_8));
      channel.waitForConfirmsOrDie(10_000);
    }

    rabbit.awaitDurable("kept");
    rabbit.kill();
    assertThat(rabbit.answers()).isFalse();
    rabbit.start();

    try (Connection connection = connect(rabbit);
        Channel channel = connection.createChannel()) {
      assertThat(channel.basicGet("kept", true).getBody()).asString().isEqualTo("body");
    }
  }

  @Test
  void two_on_one_machine_do_not_meet_and_closing_ends_their_epmds(Sandbox sandbox)
      throws Exception {
    RabbitServer one = RabbitServer.started(sandbox);
    RabbitServer other = RabbitServer.started(sandbox);
    try (Connection connection = connect(one);
        Channel channel = connection.createChannel()) {
      channel.queueDeclare("of-one", true, false, false, Map.of());
    }

    assertThat(one.ctl("list_queues", "name")).contains("of-one");
    assertThat(other.ctl("list_queues", "name")).doesNotContain("of-one");
    assertThat(commands(sandbox)).filteredOn(command -> command.endsWith("/epmd")).hasSize(2);

    sandbox.close();

    assertThat(commands(sandbox)).isEmpty();
  }

  @Test
  void it_ends_in_order(Sandbox sandbox) {
    RabbitServer rabbit = RabbitServer.started(sandbox);

    rabbit.stop();

    assertThat(rabbit.process().log()).containsPattern("Message store for directory .* is stopped");
    assertThat(commands(sandbox)).noneMatch(command -> command.endsWith("/beam.smp"));
  }

  private static List<String> commands(Sandbox sandbox) {
    return sandbox.survivors().stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .flatMap(process -> process.info().command().stream())
        .toList();
  }

  private static Connection connect(RabbitServer rabbit) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(rabbit.url());
    factory.setAutomaticRecoveryEnabled(false);
    return factory.newConnection();
  }
}
