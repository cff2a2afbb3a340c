package io.jararaca.cli.servers;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --broker-url}. */
final class BrokerOption {

  @Option(
      names = "--broker-url",
      paramLabel = "URL",
      description =
          "RabbitMQ, such as amqp://user:password@host:5672/?exchange=jararaca. Variable:"
              + " BROKER_URL.")
  private @Nullable String brokerUrl;

  void putInto(Map<String, String> variables) {
    ServerOptions.put(variables, "BROKER_URL", brokerUrl);
  }
}
