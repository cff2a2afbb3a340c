package io.jararaca.cli.servers;

import io.jararaca.core.settings.Environment;
import io.jararaca.worker.settings.PodNamespace;
import io.jararaca.worker.settings.ServerSettings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** Which servers, which install, which namespace. An option wins over its variable. */
public final class ServerOptions {

  @Mixin private BrokerOption broker = new BrokerOption();
  @Mixin private BackendOption backend = new BackendOption();
  @Mixin private PlaceOptions place = new PlaceOptions();

  /** The variables, with those options in their place that were given. */
  public Map<String, String> over(Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>(environment);
    broker.putInto(variables);
    backend.putInto(variables);
    place.putInto(variables);
    return variables;
  }

  /**
   * Both servers, connected.
   *
   * @throws io.jararaca.core.settings.InvalidSettingsException naming each setting that is wrong
   * @throws io.jararaca.cli.CommandFailure Redis cannot be reached or used
   * @throws io.jararaca.core.broker.BrokerUnavailableException RabbitMQ cannot
   */
  public BothServers open(Map<String, String> environment) {
    Environment settings = new Environment(over(environment));
    ServerSettings.broker(settings);
    ServerSettings.backend(settings);
    settings.check();
    LedgerAccess ledger = LedgerAccess.open(settings);
    try {
      return new BothServers(ledger, ConnectedBroker.open(settings));
    } catch (RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  /** The namespace of what names none. */
  static String namespace(Environment settings) {
    return ServerSettings.namespace(settings, PodNamespace.FILE);
  }

  /** The option in the variable's place, if it was given. */
  public static void put(Map<String, String> variables, String name, @Nullable String option) {
    if (option != null) {
      variables.put(name, option);
    }
  }
}
