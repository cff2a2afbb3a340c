package io.jararaca.cli.servers;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which install, and which namespace in it. */
final class PlaceOptions {

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

  void putInto(Map<String, String> variables) {
    ServerOptions.put(variables, "INSTALL_NAME", install);
    ServerOptions.put(variables, "NAMESPACE", namespace);
  }
}
