package io.jararaca.rabbitmq;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.jararaca.core.broker.BrokerUnavailableException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/**
 * A connection for somebody who looks after queues by hand: made once, not made again. All that is
 * asked through it blocks until the broker answers, and fails with {@link
 * BrokerUnavailableException}.
 */
public final class BrokerSession implements AutoCloseable {

  private static final int CLOSE_MILLIS = 2_000;

  private final Connection connection;
  private final Topology topology;

  private BrokerSession(Connection connection, Topology topology) {
    this.connection = connection;
    this.topology = topology;
  }

  /**
   * @param install the install's name: 1 to 40 lower-case letters, digits and {@code -}
   * @throws BrokerUnavailableException RabbitMQ cannot be reached, or refuses this user
   */
  public static BrokerSession open(BrokerAccess access, String install) {
    Topology topology = new Topology(install, access.exchange());
    Connector connector =
        new Connector(
            access,
            "jararaca desk " + install,
            task -> {
              Thread thread = new Thread(task, "jararaca-desk");
              thread.setDaemon(true);
              return thread;
            });
    try {
      return new BrokerSession(connector.connect(), topology);
    } catch (IOException | TimeoutException | ShutdownSignalException e) {
      throw new BrokerUnavailableException("RabbitMQ at " + access + ": " + Trouble.describe(e), e);
    }
  }

  public HandlerQueues queues() {
    return new HandlerQueues(connection, topology);
  }

  /** What was put aside in a namespace. */
  public DeadLetterBox deadLetters(String namespace) {
    return new DeadLetterBox(connection, topology.deadLetterQueue(namespace));
  }

  @Override
  public void close() {
    connection.abort(CLOSE_MILLIS);
  }

  static BrokerUnavailableException unanswered(String queue, Exception why) {
    return new BrokerUnavailableException(
        "queue " + queue + " cannot be used: " + Trouble.describe(why), why);
  }
}
