package io.jararaca.cli.dead;

import io.jararaca.cli.CommandFailure;
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

/** Sends dead letters back. */
@Command(
    name = "requeue",
    header = "Sends dead letters back to the queues where they lay.",
    description = {
      "For what a mended worker can read. The ledger decides whether the run still starts; one that"
          + " has ended is dropped.",
      "",
      "Example: @|bold jararaca dead requeue --all --namespace shop|@"
    })
final class DeadRequeueCommand implements Runnable {

  private final Shell shell;

  @Mixin private Choice choice = new Choice();
  @Mixin private BrokerOptions broker = new BrokerOptions();
  @Mixin private OutputOption output = new OutputOption();

  DeadRequeueCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    Predicate<PutAside> which = choice.which();
    try (ConnectedBroker access = broker.open(shell.environment())) {
      List<DeadLetterBox.Requeued> done =
          access.session().deadLetters(access.namespace()).requeue(which);
      List<DeadLetterBox.Requeued> left =
          done.stream().filter(each -> each.trouble() != null).toList();
      int sent = done.size() - left.size();
      output.print(
          shell.out(),
          Map.of("requeued", sent, "left", left.size()),
          out -> out.println("sent %d back".formatted(sent)));
      choice.requireFound(done.stream().map(DeadLetterBox.Requeued::letter).toList());
      if (!left.isEmpty()) {
        throw CommandFailure.failed(
            "%d stay: %s%s"
                .formatted(
                    left.size(), left.get(0).trouble(), left.size() == 1 ? "" : ", and others"));
      }
    }
  }
}
