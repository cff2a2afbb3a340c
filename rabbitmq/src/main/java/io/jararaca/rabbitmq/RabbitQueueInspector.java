package io.jararaca.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.jararaca.core.broker.BrokerUnavailableException;
import io.jararaca.core.broker.QueueDepth;
import io.jararaca.core.broker.QueueInspector;
import io.jararaca.core.run.HandlerRef;
import java.io.IOException;
import java.util.Optional;

/**
 * Asks RabbitMQ about queues by passive declarations, each on a throwaway channel. On a connection
 * of its own: one that publishes may be blocked just when somebody asks.
 */
public final class RabbitQueueInspector implements QueueInspector {

  private final Topology topology;
  private final BrokerLink link;

  /**
   * Begins to connect, and returns at once.
   *
   * @param install the install's name: 1 to 40 lower-case letters, digits and {@code -}
   * @throws IllegalArgumentException naming the setting that is wrong
   */
  public RabbitQueueInspector(BrokerAccess access, String install) {
    this.topology = new Topology(install, access.exchange());
    this.link = new BrokerLink(access, "jararaca inspector " + install, new Idle());
    link.open();
  }

  @Override
  public Optional<QueueDepth> inspect(HandlerRef handler) {
    Connection connection = link.connection();
    if (connection == null) {
      throw ConfirmChannel.unavailable("not connected", null);
    }
    try {
      return Optional.of(depth(connection, topology.queue(handler)));
    } catch (IOException | ShutdownSignalException e) {
      if (Trouble.replyCode(e) == AMQP.NOT_FOUND) {
        return Optional.empty();
      }
      throw new BrokerUnavailableException(
          "queue " + topology.queue(handler) + " cannot be asked: " + Trouble.describe(e), e);
    }
  }

  @Override
  public void close() {
    link.close();
  }

  private static QueueDepth depth(Connection connection, String queue) throws IOException {
    Channel channel = connection.createChannel();
    if (channel == null) {
      throw new IOException("the broker allows no more channels on this connection");
    }
    try {
      AMQP.Queue.DeclareOk found = channel.queueDeclarePassive(queue);
      return new QueueDepth(found.getConsumerCount(), found.getMessageCount());
    } finally {
      channel.abort();
    }
  }

  /** Keeps nothing on its connection. */
  private static final class Idle implements BrokerLink.User {

    @Override
    public void connected(Connection connection) {}

    @Override
    public void lost(String reason) {}
  }
}
