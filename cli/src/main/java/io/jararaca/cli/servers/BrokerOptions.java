package io.jararaca.cli.servers;

import io.jararaca.core.settings.Environment;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** Which RabbitMQ, which install, which namespace. */
public final class BrokerOptions {

  @Mixin private BrokerOption broker = new BrokerOption();
  @Mixin private PlaceOptions place = new PlaceOptions();

  /**
   * The broker, connected.
   *
   * @throws io.jararaca.core.settings.InvalidSettingsException naming each setting that is wrong
   * @throws io.jararaca.core.broker.BrokerUnavailableException RabbitMQ cannot be reached or used
   */
  public ConnectedBroker open(Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>(environment);
    broker.putInto(variables);
    place.putInto(variables);
    return ConnectedBroker.open(new Environment(variables));
  }
}
