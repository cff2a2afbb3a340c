package io.jararaca.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A message and where it goes.
 *
 * @param what names it in errors
 * @param queue makes its queue when the broker returns it; none: then it is refused
 */
record Letter(
    String what,
    String exchange,
    String routingKey,
    BasicProperties properties,
    byte[] body,
    @Nullable Queue queue) {

  /** A queue that can be made. */
  record Queue(String name, Declaration declaration) {}

  /** How it is made. */
  interface Declaration {
    void on(Connection connection) throws IOException, TimeoutException;
  }
}
