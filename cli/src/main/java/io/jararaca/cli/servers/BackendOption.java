package io.jararaca.cli.servers;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --backend-url}. */
final class BackendOption {

  @Option(
      names = "--backend-url",
      paramLabel = "URL",
      description = "Redis, such as redis://host:6379/0. Variable: BACKEND_URL.")
  private @Nullable String backendUrl;

  void putInto(Map<String, String> variables) {
    ServerOptions.put(variables, "BACKEND_URL", backendUrl);
  }
}
