package io.jararaca.cli.queues;

import io.jararaca.cli.CommandFailure;
import io.jararaca.cli.Shell;
import io.jararaca.cli.output.OutputOption;
import io.jararaca.cli.servers.BothServers;
import io.jararaca.cli.servers.ServerOptions;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes queues that nobody uses. */
@Command(
    name = "prune",
    header = "Deletes queues that are empty and that no worker serves.",
    description = {
      "Of the handlers that actions name, or of those that are named here. A queue that is needed"
          + " again is made again.",
      "",
      "Example: @|bold jararaca queues prune old-import --dry-run|@"
    })
final class QueuesPruneCommand implements Runnable {

  private final Shell shell;

  @Parameters(
      paramLabel = "HANDLER",
      arity = "0..*",
      description = "These handlers' alone, by name or namespace/name.")
  private List<String> handlers = List.of();

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Of all namespaces.")
  private boolean allNamespaces;

  @Option(names = "--dry-run", description = "Says what would be deleted, and deletes nothing.")
  private boolean dryRun;

  @Mixin private ServerOptions servers = new ServerOptions();
  @Mixin private OutputOption output = new OutputOption();

  QueuesPruneCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    try (BothServers both = servers.open(shell.environment())) {
      List<KnownQueues.View> views = new KnownQueues(both).views(handlers, allNamespaces);
      List<KnownQueues.View> unused = views.stream().filter(KnownQueues.View::unused).toList();
      if (!dryRun) {
        unused.forEach(view -> both.broker().session().queues().delete(view.ref()));
      }
      output.print(
          shell.out(),
          Map.of("deleted", dryRun ? List.of() : unused, "unused", unused),
          out ->
              unused.forEach(
                  view -> out.println((dryRun ? "would delete " : "deleted ") + view.queue())));
      requireAllPruned(views, unused);
    }
  }

  /** Of queues that were named, all were meant. */
  private void requireAllPruned(List<KnownQueues.View> views, List<KnownQueues.View> unused) {
    List<String> left =
        views.stream()
            .filter(view -> !handlers.isEmpty() && !unused.contains(view))
            .map(
                view ->
                    "%s stays: %d runs wait in it, %d consumers, %d live workers"
                        .formatted(
                            view.queue(), view.ready(), view.consumers(), view.liveWorkers()))
            .toList();
    if (!left.isEmpty()) {
      throw CommandFailure.failed(String.join("\n", left));
    }
  }
}
