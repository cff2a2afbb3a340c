package io.jararaca.cli.process;

import io.jararaca.cli.servers.ServerOptions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --interval}. */
final class IntervalOption {

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      description =
          "The longest that the beat sleeps, 0.01 to 60, default 1; it wakes for what is due"
              + " sooner. Variable: INTERVAL.")
  private @Nullable String interval;

  void putInto(Map<String, String> variables) {
    ServerOptions.put(variables, "INTERVAL", interval);
  }
}
