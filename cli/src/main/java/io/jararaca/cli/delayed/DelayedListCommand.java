package io.jararaca.cli.delayed;

import io.jararaca.cli.Shell;
import io.jararaca.cli.output.OutputOption;
import io.jararaca.cli.runs.ListOptions;
import io.jararaca.cli.runs.RunView;
import io.jararaca.cli.runs.StateOption;
import io.jararaca.cli.servers.LedgerAccess;
import io.jararaca.cli.servers.LedgerOptions;
import io.jararaca.core.ledger.Waiting;
import io.jararaca.core.publish.WaitingMessages;
import io.jararaca.core.run.RunState;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists messages. */
@Command(
    name = "list",
    header = "Lists the messages that wait, those that are due first at the top.",
    description = {
      "Published ones and DelayedMessages. Another state shows what runs or how messages ended, as long"
          + " as they are kept; finding them looks at every run, so where millions wait it takes"
          + " seconds.",
      "",
      "Example: @|bold jararaca delayed list --state Failed --handler send-mail|@"
    })
final class DelayedListCommand implements Runnable {

  private final Shell shell;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "In this state: Running, Failed, and so on; default Pending.")
  private String state = RunState.PENDING.label();

  @Mixin private ListOptions which = new ListOptions();
  @Mixin private LedgerOptions ledger = new LedgerOptions();
  @Mixin private OutputOption output = new OutputOption();

  DelayedListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    int limit = which.limit();
    Waiting.Query query = Waiting.Query.in(StateOption.parse(state), null);
    try (LedgerAccess access = ledger.open(shell.environment())) {
      String namespace = access.namespace();
      List<RunView> messages =
          access
              .ask(
                  WaitingMessages.list(
                      access.ledger(),
                      query,
                      run ->
                          which.takesNamespace(run.handler().namespace(), namespace)
                              && which.takesHandler(run.handler()),
                      limit))
              .stream()
              .map(RunView::of)
              .toList();
      if (messages.isEmpty()) {
        shell.err().println("jararaca: there are no such messages");
      }
      output.print(
          shell.out(), Map.of("messages", messages), out -> RunView.printTable(messages, out));
    }
  }
}
