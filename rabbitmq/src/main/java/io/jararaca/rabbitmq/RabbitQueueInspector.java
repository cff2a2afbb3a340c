package io.jararaca.rabbitmq;

import com.rabbitmq.client.Connection;
import io.jararaca.core.broker.QueueDepth;
import io.jararaca.core.broker.QueueInspector;
import io.jararaca.core.run.HandlerRef;
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
    return HandlerQueues.depth(connection, topology.queue(handler));
  }

  @Override
  public void close() {
    link.close();
  }

  /** Keeps nothing on its connection. */
  private static final class Idle implements BrokerLink.User {

    @Override
    public void connected(Connection connection) {}

    @Override
    public void lost(String reason) {}
  }
}
