package io.jararaca.cli.process;

import io.jararaca.cli.CommandFailure;
import io.jararaca.cli.app.AppPath;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The argument APP. */
final class AppArgument {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "APP",
      description =
          "A jar, a folder of classes, or (beat) YAML manifests of ScheduledActions. Variable:"
              + " APP_PATH.")
  private @Nullable String app;

  AppPath path(Map<String, String> environment) {
    String given = app == null ? environment.getOrDefault("APP_PATH", "").strip() : app;
    if (given.isEmpty()) {
      throw CommandFailure.usage("no APP: name it on the command line or in APP_PATH");
    }
    return AppPath.of(given);
  }

  /** One whose handlers are to run in this process. */
  AppPath code(Map<String, String> environment) {
    AppPath path = path(environment);
    if (path.manifests()) {
      throw CommandFailure.usage(
          "APP \"%s\" holds manifests, which have no code to run: give a jar or a folder of classes, and these manifests to a beat"
              .formatted(path.path()));
    }
    return path;
  }
}
