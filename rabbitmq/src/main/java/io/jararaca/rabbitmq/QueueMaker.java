package io.jararaca.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.jararaca.core.run.HandlerRef;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Declares exchange and queues, each on a throwaway channel: a refused declaration closes its
 * channel.
 */
record QueueMaker(Topology topology, Set<String> oddQueues) {

  private static final Logger log = LoggerFactory.getLogger(QueueMaker.class);

  QueueMaker(Topology topology) {
    this(topology, ConcurrentHashMap.newKeySet());
  }

  /** What is done on a channel that is thrown away after it. */
  interface Step {
    void run(Channel channel) throws IOException;
  }

  void exchange(Connection connection) throws IOException, TimeoutException {
    try {
      onThrowaway(
          connection,
          channel -> channel.exchangeDeclare(topology.exchange(), BuiltinExchangeType.TOPIC, true));
    } catch (IOException e) {
      if (Trouble.replyCode(e) != AMQP.ACCESS_REFUSED) {
        throw e;
      }
      // We may not make it, but it may have been made for us.
      onThrowaway(connection, channel -> channel.exchangeDeclarePassive(topology.exchange()));
    }
  }

  /** The handler's queue, bound, and first the dead-letter queue that it needs. */
  void handlerQueue(Connection connection, HandlerRef handler)
      throws IOException, TimeoutException {
    String queue = topology.queue(handler);
    deadLetterQueue(connection, handler.namespace());
    durableQueue(connection, queue, topology.queueArguments(handler.namespace()));
    onThrowaway(
        connection,
        channel -> channel.queueBind(queue, topology.exchange(), topology.routingKey(handler)));
  }

  void deadLetterQueue(Connection connection, String namespace)
      throws IOException, TimeoutException {
    durableQueue(connection, topology.deadLetterQueue(namespace), topology.deadLetterArguments());
  }

  /** A queue that goes with its connection. */
  void broadcastQueue(Connection connection, String queue, Set<HandlerRef> handlers)
      throws IOException, TimeoutException {
    onThrowaway(
        connection,
        channel -> {
          channel.queueDeclare(queue, false, true, true, Map.of());
          for (HandlerRef handler : handlers) {
            channel.queueBind(queue, topology.exchange(), topology.broadcastKey(handler));
          }
        });
  }

  static void onThrowaway(Connection connection, Step step) throws IOException, TimeoutException {
    Channel channel = connection.createChannel();
    if (channel == null) {
      throw new IOException("the broker allows no more channels on this connection");
    }
    try {
      step.run(channel);
    } finally {
      channel.abort();
    }
  }

  private void durableQueue(Connection connection, String queue, Map<String, Object> arguments)
      throws IOException, TimeoutException {
    try {
      onThrowaway(
          connection, channel -> channel.queueDeclare(queue, true, false, false, arguments));
    } catch (IOException e) {
      int code = Trouble.replyCode(e);
      if (code != AMQP.PRECONDITION_FAILED && code != AMQP.ACCESS_REFUSED) {
        throw e;
      }
      onThrowaway(connection, channel -> channel.queueDeclarePassive(queue));
      if (oddQueues.add(queue)) {
        log.warn(
            "Queue {} was not made by us; using it as it is. It must be as docs/wire-protocol.md"
                + " says, or the broker may drop runs silently: {}",
            queue,
            Trouble.describe(e));
      }
    }
  }
}
