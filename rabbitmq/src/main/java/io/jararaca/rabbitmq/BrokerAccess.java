package io.jararaca.rabbitmq;

import java.io.IOException;
import javax.net.ssl.SSLContext;

/**
 * How RabbitMQ is reached. Asked anew for each connection, so that all but the exchange may change.
 * Its text is the URL without the password.
 */
public interface BrokerAccess {

  /** The topic exchange that runs pass through. */
  String exchange();

  /**
   * Where, and as whom.
   *
   * @throws IOException if that cannot be told now
   */
  BrokerUrl url() throws IOException;

  /**
   * Whose certificates count, if the URL is one of TLS.
   *
   * @throws IOException if that cannot be told now
   */
  SSLContext trust() throws IOException;
}
