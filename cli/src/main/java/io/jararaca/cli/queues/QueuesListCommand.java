package io.jararaca.cli.queues;

import io.jararaca.cli.Shell;
import io.jararaca.cli.output.OutputOption;
import io.jararaca.cli.output.Table;
import io.jararaca.cli.servers.BothServers;
import io.jararaca.cli.servers.ServerOptions;
import io.jararaca.rabbitmq.DeadLetterBox;
import java.io.PrintWriter;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists handlers' queues. */
@Command(
    name = "list",
    header = "Lists the queues of handlers, and how many dead letters there are.",
    description = {
      "Of the handlers that live workers serve and actions name; name others to see theirs.",
      "",
      "Example: @|bold jararaca queues list -A|@"
    })
final class QueuesListCommand implements Runnable {

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

  @Mixin private ServerOptions servers = new ServerOptions();
  @Mixin private OutputOption output = new OutputOption();

  /** The dead letters of a namespace. */
  record Dead(String namespace, String queue, long ready) {}

  /** What is printed. */
  record Listing(List<KnownQueues.View> queues, List<Dead> deadLetters) {}

  QueuesListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    try (BothServers both = servers.open(shell.environment())) {
      List<KnownQueues.View> views = new KnownQueues(both).views(handlers, allNamespaces);
      TreeSet<String> namespaces = new TreeSet<>(List.of(both.ledger().namespace()));
      views.forEach(view -> namespaces.add(view.namespace()));
      List<Dead> dead = namespaces.stream().flatMap(name -> dead(both, name)).toList();
      if (views.isEmpty()) {
        shell.err().println("jararaca: there are no such queues");
      }
      Listing listing = new Listing(views, dead);
      output.print(shell.out(), listing, out -> print(listing, out));
    }
  }

  private static Stream<Dead> dead(BothServers both, String namespace) {
    DeadLetterBox box = both.broker().session().deadLetters(namespace);
    return Stream.of(new Dead(namespace, box.name(), box.size()));
  }

  private static void print(Listing listing, PrintWriter out) {
    Table table = new Table("HANDLER", "READY", "CONSUMERS", "WORKERS", "QUEUE");
    for (KnownQueues.View view : listing.queues) {
      table.row(
          view.ref().toString(),
          String.valueOf(view.ready()),
          String.valueOf(view.consumers()),
          String.valueOf(view.liveWorkers()),
          view.queue());
    }
    table.print(out);
    for (Dead dead : listing.deadLetters) {
      out.println("dead letters of %s: %d".formatted(dead.namespace, dead.ready));
    }
  }
}
