package io.jararaca.cli.process;

import io.jararaca.cli.CommandFailure;
import io.jararaca.cli.Shell;
import io.jararaca.cli.app.ActionSource;
import io.jararaca.cli.app.AppPath;
import io.jararaca.cli.app.Reloads;
import io.jararaca.cli.app.SourceWatch;
import io.jararaca.cli.servers.ServerOptions;
import io.jararaca.worker.BeatWorker;
import io.jararaca.worker.settings.BeatWorkerSettings;
import io.jararaca.worker.settings.PodNamespace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The beat outside Kubernetes. */
@Command(
    name = "beat",
    aliases = "scheduler_v2",
    header = "Publishes what is due of the actions of APP, for workers to run.",
    description = {
      "The beat outside Kubernetes: APP is annotated code or the same YAML that kubectl applies."
          + " Several may be started; one leads, elected through Redis, and another takes over when"
          + " it ends. Servers that are not there are waited for.",
      "",
      "Example: @|bold jararaca beat manifests/ --actions heartbeat --reload|@"
    })
public final class BeatCommand implements Runnable {

  private final Shell shell;

  @Mixin private AppArgument app = new AppArgument();
  @Mixin private IntervalOption interval = new IntervalOption();

  @Option(
      names = "--actions",
      paramLabel = "NAME[,NAME…]",
      description =
          "These actions alone, by name or namespace/name; default all. Variable: ACTIONS.")
  private @Nullable String actions;

  @Option(
      names = "--reload",
      description =
          "Takes changes of SRC_DIR in without a restart. Nothing fires from before a change; a"
              + " broken file keeps what it said before. Variable: RELOAD=true.")
  private boolean reload;

  @Option(
      names = "--src-dir",
      paramLabel = "PATH",
      description =
          "Where --reload looks for changed classes, jars and YAML; default APP. Variable: SRC_DIR.")
  private @Nullable String sourceFolder;

  @Mixin private ServerOptions servers = new ServerOptions();

  public BeatCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    Map<String, String> variables = servers.over(shell.environment());
    interval.putInto(variables);
    ServerOptions.put(variables, "ACTIONS", actions);
    ServerOptions.put(variables, "SRC_DIR", sourceFolder);
    BeatWorkerSettings settings = BeatWorkerSettings.read(variables, PodNamespace.FILE);
    AppPath path = app.path(variables);
    boolean reloads = reload || wanted(variables.getOrDefault("RELOAD", ""));
    Path watched = watched(variables, path);
    ActionSource source = ActionSource.of(path, settings.namespace());
    // Looked at before the first reading: what changes meanwhile is read again.
    SourceWatch watch = new SourceWatch(watched);
    BeatWorker beat = BeatWorker.builder().environment(variables).actions(source.read()).build();
    try (Reloads changes = new Reloads(watch, source, beat::schedule)) {
      if (reloads) {
        changes.start();
      }
      beat.run();
    }
  }

  private static boolean wanted(String variable) {
    return switch (variable.strip()) {
      case "true" -> true;
      case "", "false" -> false;
      default -> throw CommandFailure.usage("RELOAD=" + variable + ": use true or false");
    };
  }

  private static Path watched(Map<String, String> variables, AppPath app) {
    String folder = variables.getOrDefault("SRC_DIR", "").strip();
    if (folder.isEmpty()) {
      return app.path();
    }
    Path path = Path.of(folder).toAbsolutePath().normalize();
    if (!Files.exists(path)) {
      throw CommandFailure.usage("SRC_DIR=" + folder + ": is not there");
    }
    return path;
  }
}
