package io.jararaca.cli.servers;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which servers, which install, which namespace. An option wins over its variable. */
public final class ServerOptions {

  @Option(
      names = "--broker-url",
      paramLabel = "URL",
      description =
          "RabbitMQ, such as amqp://user:password@host:5672/?exchange=jararaca. Variable:"
              + " BROKER_URL.")
  private @Nullable String brokerUrl;

  @Option(
      names = "--backend-url",
      paramLabel = "URL",
      description = "Redis, such as redis://host:6379/0. Variable: BACKEND_URL.")
  private @Nullable String backendUrl;

  @Option(
      names = "--install",
      paramLabel = "NAME",
      description = "The install, default jararaca. Variable: INSTALL_NAME.")
  private @Nullable String install;

  @Option(
      names = "--namespace",
      paramLabel = "NAMESPACE",
      description = "Of actions and handlers, default default. Variable: NAMESPACE.")
  private @Nullable String namespace;

  /** The variables, with those options in their place that were given. */
  public Map<String, String> over(Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>(environment);
    put(variables, "BROKER_URL", brokerUrl);
    put(variables, "BACKEND_URL", backendUrl);
    put(variables, "INSTALL_NAME", install);
    put(variables, "NAMESPACE", namespace);
    return variables;
  }

  /** The option in the variable's place, if it was given. */
  public static void put(Map<String, String> variables, String name, @Nullable String option) {
    if (option != null) {
      variables.put(name, option);
    }
  }
}
