package io.jararaca.cli.dead;

import io.jararaca.cli.CommandFailure;
import io.jararaca.cli.Shell;
import io.jararaca.cli.output.Fields;
import io.jararaca.cli.output.OutputOption;
import io.jararaca.cli.servers.BrokerOptions;
import io.jararaca.cli.servers.ConnectedBroker;
import io.jararaca.rabbitmq.PutAside;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a dead letter. */
@Command(
    name = "show",
    header = "Shows a dead letter with headers and body; all of one id, if there are several.",
    description = "Example: @|bold jararaca dead show 17-6c84fb90-12c4-51e1-840d-7b25c5ee775a|@")
final class DeadShowCommand implements Runnable {

  private final Shell shell;

  @Parameters(paramLabel = "MESSAGE", description = "Its message-id: a run's id, where it was one.")
  private String id = "";

  @Mixin private BrokerOptions broker = new BrokerOptions();
  @Mixin private OutputOption output = new OutputOption();

  DeadShowCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    try (ConnectedBroker access = broker.open(shell.environment())) {
      List<PutAside> letters =
          access.session().deadLetters(access.namespace()).look(Integer.MAX_VALUE).stream()
              .filter(letter -> id.equals(letter.id()))
              .toList();
      if (letters.isEmpty()) {
        throw CommandFailure.failed(
            "namespace %s has no dead letter %s; jararaca dead list names those that there are"
                .formatted(access.namespace(), id));
      }
      output.print(
          shell.out(),
          Map.of("deadLetters", letters),
          out -> letters.forEach(letter -> print(letter, out)));
    }
  }

  private static void print(PutAside letter, PrintWriter out) {
    Fields fields =
        new Fields()
            .add("message", letter.id())
            .add("reason", letter.reason())
            .add("queue", letter.queue());
    new TreeMap<>(letter.headers()).forEach(fields::add);
    fields.add("body", letter.body()).print(out);
  }
}
