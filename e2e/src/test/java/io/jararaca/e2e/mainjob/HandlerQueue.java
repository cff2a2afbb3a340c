package io.jararaca.e2e.mainjob;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** A handler's queue as somebody with the broker's credentials may meddle with it. */
final class HandlerQueue implements AutoCloseable {

  private final Connection connection;
  private final Channel channel;
  private final String name;

  /**
   * @param install name of the install, and of its namespace
   */
  HandlerQueue(String brokerUrl, String install, String handler) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(brokerUrl);
    connection = factory.newConnection();
    channel = connection.createChannel();
    name = "jararaca." + install + "." + install + "." + handler;
  }

  /** Runs that wait in it; 0 where there is no such queue yet. */
  long ready() throws IOException, TimeoutException {
    try (Channel asking = connection.createChannel()) {
      return asking.messageCount(name);
    } catch (IOException notThere) {
      return 0;
    }
  }

  void purge() throws IOException {
    channel.queuePurge(name);
  }

  /** Takes away the run that waits first. */
  void takeAway() throws IOException {
    GetResponse first = channel.basicGet(name, true);
    if (first == null) {
      throw new IllegalStateException(name + " is empty");
    }
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
