package io.jararaca.cli.servers;

import io.jararaca.core.settings.Environment;
import io.jararaca.core.settings.ServerAddress;
import io.jararaca.rabbitmq.BrokerSession;
import io.jararaca.rabbitmq.ConfiguredBroker;
import io.jararaca.worker.settings.ServerSettings;

/**
 * A connected broker.
 *
 * @param namespace of handlers that are named without one, and of dead letters
 */
public record ConnectedBroker(BrokerSession session, String namespace) implements AutoCloseable {

  static ConnectedBroker open(Environment settings) {
    Quiet.connections();
    ServerAddress address = ServerSettings.broker(settings);
    String install = ServerSettings.installName(settings);
    String namespace = ServerOptions.namespace(settings);
    settings.check();
    return new ConnectedBroker(
        BrokerSession.open(new ConfiguredBroker(address), install), namespace);
  }

  @Override
  public void close() {
    session.close();
  }
}
