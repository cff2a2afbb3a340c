package io.jararaca.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The broker that the tests of one JVM share: BROKER_URL's, or one of their own. */
final class Rabbit {

  static final String INSTALL = "test";

  private static @Nullable RabbitServer own;

  private Rabbit() {}

  static BrokerUrl url() {
    String given = System.getenv("BROKER_URL");
    return given == null ? own().url() : BrokerUrl.parse(given);
  }

  /** The tests' own server; tests that ask for it are tagged kills-servers. */
  static synchronized RabbitServer own() {
    if (own == null) {
      own = new RabbitServer();
      own.start();
    }
    return own;
  }

  /** A plain connection, as somebody else's client has. */
  static Connection connect() throws IOException, TimeoutException {
    return connect(url());
  }

  static Connection connect(BrokerUrl url) throws IOException, TimeoutException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(url.host());
    factory.setPort(url.port());
    factory.setUsername(url.user());
    factory.setPassword(url.password());
    factory.setVirtualHost(url.vhost());
    return factory.newConnection();
  }

  static void publish(String exchange, String key, BasicProperties properties, byte[] body)
      throws Exception {
    try (Connection connection = connect();
        Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      do {
        channel.basicPublish(exchange, key, true, properties, body);
      } while (!channel.waitForConfirms(10_000)); // a queue without a leader yet refuses
    }
  }

  /** Takes all that is ready in a queue; nothing when there is no such queue, or no leader yet. */
  static List<GetResponse> drain(String queue) {
    List<GetResponse> found = new ArrayList<>();
    try (Connection connection = connect();
        Channel channel = connection.createChannel()) {
      for (GetResponse next = channel.basicGet(queue, true);
          next != null;
          next = channel.basicGet(queue, true)) {
        found.add(next);
      }
    } catch (IOException e) {
      int code = Trouble.replyCode(e);
      if (code != AMQP.NOT_FOUND && code != AMQP.INTERNAL_ERROR) {
        throw new IllegalStateException(e);
      }
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  static Optional<String> reason(GetResponse deadLetter) {
    return Optional.ofNullable(deadLetter.getProps().getHeaders())
        .map(headers -> headers.get(WireHeaders.DEAD_REASON))
        .map(Object::toString);
  }
}
