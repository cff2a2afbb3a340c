package io.jararaca.rabbitmq;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.SocketConfigurators;
import com.rabbitmq.client.impl.DefaultExceptionHandler;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens connections to one broker, without amqp-client's own recovery. */
final class Connector {

  private static final Logger log = LoggerFactory.getLogger(Connector.class);
  private static final int CONNECT_MILLIS = 5_000;
  private static final int ANSWER_MILLIS = 15_000;
  private static final int HEARTBEAT_SECONDS = 10;

  private final BrokerAccess access;
  private final String name;
  private final ThreadFactory threads;

  /** Closing it ends even a write that the broker does not read. */
  private volatile @Nullable Socket socket;

  Connector(BrokerAccess access, String name, ThreadFactory threads) {
    this.access = access;
    this.name = name;
    this.threads = threads;
  }

  /** By what the access says now: credentials and authorities may have changed. */
  Connection connect() throws IOException, TimeoutException {
    return factory(access.url()).newConnection(name);
  }

  private ConnectionFactory factory(BrokerUrl url) throws IOException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(url.host());
    factory.setPort(url.port());
    factory.setUsername(url.user());
    factory.setPassword(url.password());
    factory.setVirtualHost(url.vhost());
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setConnectionTimeout(CONNECT_MILLIS);
    factory.setHandshakeTimeout(ANSWER_MILLIS);
    factory.setChannelRpcTimeout(ANSWER_MILLIS);
    factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
    factory.setThreadFactory(threads);
    factory.setExceptionHandler(new LeaveItToTheLink());
    factory.setSocketConfigurator(
        SocketConfigurators.defaultConfigurator().andThen(opened -> socket = opened));
    if (url.tls()) {
      factory.useSslProtocol(access.trust());
      factory.enableHostnameVerification();
    }
    return factory;
  }

  /** Breaks the connection without a word to the broker. */
  void cut() throws IOException {
    Socket last = socket;
    if (last != null) {
      last.close();
    }
  }

  /** The link tells of a lost connection, once; amqp-client would tell of every attempt. */
  private static final class LeaveItToTheLink extends DefaultExceptionHandler {

    @Override
    public void handleUnexpectedConnectionDriverException(Connection lost, Throwable cause) {
      log.debug("a connection was lost", cause);
    }
  }
}
