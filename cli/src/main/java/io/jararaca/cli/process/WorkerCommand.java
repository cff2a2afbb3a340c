package io.jararaca.cli.process;

import io.jararaca.cli.Shell;
import io.jararaca.cli.app.AppClasses;
import io.jararaca.cli.servers.ServerOptions;
import io.jararaca.worker.Worker;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the handlers of a jar or a class folder. */
@Command(
    name = "worker",
    header = "Runs the handlers of APP for what beats and operators publish.",
    description = {
      "Runs until it is stopped; then it takes no more, lets what runs end within"
          + " GRACIOUS_SHUTDOWN_SECONDS (20), and hands the rest back. CONCURRENCY, HEALTH_PORT and"
          + " the other variables of a worker are heeded too. Servers that are not there are waited"
          + " for.",
      "",
      "Example: @|bold jararaca worker build/app.jar --handlers send-mail,resize|@"
    })
public final class WorkerCommand implements Runnable {

  private final Shell shell;

  @Mixin private AppArgument app = new AppArgument();

  @Option(
      names = "--handlers",
      paramLabel = "NAME[,NAME…]",
      description = "These handlers alone; default all. Variable: HANDLERS.")
  private @Nullable String handlers;

  @Mixin private ServerOptions servers = new ServerOptions();

  public WorkerCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    Map<String, String> variables = servers.over(shell.environment());
    ServerOptions.put(variables, "HANDLERS", handlers);
    try (AppClasses classes = AppClasses.open(app.code(variables).path())) {
      Worker.builder().environment(variables).handlers(classes.objects()).build().run();
    }
  }
}
