package io.jararaca.cli.servers;

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

  /** The option in the variable's place, if it was given. */
  public static void put(Map<String, String> variables, String name, @Nullable String option) {
    if (option != null) {
      variables.put(name, option);
    }
  }
}
