package io.jararaca.cli.dead;

import io.jararaca.cli.CommandFailure;
import io.jararaca.cli.Shell;
import io.jararaca.cli.output.OutputOption;
import io.jararaca.cli.output.Table;
import io.jararaca.cli.servers.BrokerOptions;
import io.jararaca.cli.servers.ConnectedBroker;
import io.jararaca.rabbitmq.PutAside;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists dead letters. */
@Command(
    name = "list",
    header = "Lists the dead letters of a namespace.",
    description = "Example: @|bold jararaca dead list --namespace shop|@")
final class DeadListCommand implements Runnable {

  private static final int MOST = 10_000;

  private final Shell shell;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "That many at most, 1 to 10000; default 50.")
  private int limit = 50;

  @Mixin private BrokerOptions broker = new BrokerOptions();
  @Mixin private OutputOption output = new OutputOption();

  DeadListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    if (limit < 1 || limit > MOST) {
      throw CommandFailure.usage("--limit %d: use 1 to %d".formatted(limit, MOST));
    }
    try (ConnectedBroker access = broker.open(shell.environment())) {
      List<PutAside> letters = access.session().deadLetters(access.namespace()).look(limit);
      if (letters.isEmpty()) {
        shell
            .err()
            .println("jararaca: namespace %s has no dead letters".formatted(access.namespace()));
      }
      output.print(shell.out(), Map.of("deadLetters", letters), out -> print(letters, out));
    }
  }

  private static void print(List<PutAside> letters, PrintWriter out) {
    Table table = new Table("MESSAGE", "QUEUE", "REASON");
    for (PutAside letter : letters) {
      table.row(
          Objects.requireNonNullElse(letter.id(), "-"),
          Objects.requireNonNullElse(letter.queue(), "-"),
          letter.reason());
    }
    table.print(out);
  }
}
