package io.jararaca.benchmarks.beat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.jararaca.core.run.HandlerRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/** An install's queues as a stranger sees them, by their documented names. */
final class BrokerQueues implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Connection connection;
  private final String install;

  BrokerQueues(String brokerUrl, String install) {
    this.install = install;
    ConnectionFactory factory = new ConnectionFactory();
    try {
      factory.setUri(brokerUrl);
      connection = factory.newConnection();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TimeoutException | URISyntaxException | GeneralSecurityException e) {
      throw new IllegalStateException("no connection to RabbitMQ", e);
    }
  }

  /**
   * Checks that the handlers' queues hold that many messages together.
   *
   * @throws org.awaitility.core.ConditionTimeoutException they do not
   */
  void requireExactly(int messages, List<HandlerRef> handlers) {
    Awaitility.await("the queues hold " + messages)
        .atMost(PATIENCE)
        .until(() -> count(handlers), held -> held == messages);
  }

  void purge(List<HandlerRef> handlers) {
    onChannel(
        channel -> {
          for (HandlerRef handler : handlers) {
            channel.queuePurge(name(handler));
          }
          return handlers.size();
        });
  }

  private int count(List<HandlerRef> handlers) {
    return onChannel(
        channel -> {
          int sum = 0;
          for (HandlerRef handler : handlers) {
            sum += channel.queueDeclarePassive(name(handler)).getMessageCount();
          }
          return sum;
        });
  }

  private String name(HandlerRef handler) {
    return "jararaca." + install + "." + handler.namespace() + "." + handler.name();
  }

  private interface Question {
    int ask(Channel channel) throws IOException;
  }

  private int onChannel(Question question) {
    try (Channel channel = connection.createChannel()) {
      return question.ask(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("RabbitMQ does not answer", e);
    }
  }

  @Override
  public void close() {
    connection.abort();
  }
}
