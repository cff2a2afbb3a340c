package io.jararaca.cli.dead;

import io.jararaca.cli.Shell;
import io.jararaca.cli.output.OutputOption;
import io.jararaca.cli.servers.BrokerOptions;
import io.jararaca.cli.servers.ConnectedBroker;
import io.jararaca.rabbitmq.DeadLetterBox;
import io.jararaca.rabbitmq.PutAside;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Throws dead letters away. */
@Command(
    name = "purge",
    header = "Throws dead letters away.",
    description = {
      "The ledger still owns runs that it knows: those are published again in time.",
      "",
      "Example: @|bold jararaca dead purge --all --namespace shop|@"
    })
final class DeadPurgeCommand implements Runnable {

  private final Shell shell;

  @Mixin private Choice choice = new Choice();
  @Mixin private BrokerOptions broker = new BrokerOptions();
  @Mixin private OutputOption output = new OutputOption();

  DeadPurgeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    Predicate<PutAside> which = choice.which();
    try (ConnectedBroker access = broker.open(shell.environment())) {
      DeadLetterBox box = access.session().deadLetters(access.namespace());
      if (choice.all()) {
        print(box.discardAll());
      } else {
        List<PutAside> gone = box.discard(which);
        print(gone.size());
        choice.requireFound(gone);
      }
    }
  }

  private void print(long count) {
    output.print(
        shell.out(), Map.of("purged", count), out -> out.println("threw %d away".formatted(count)));
  }
}
