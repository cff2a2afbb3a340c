package io.jararaca.cli.delayed;

import io.jararaca.cli.CommandFailure;
import io.jararaca.cli.Shell;
import io.jararaca.cli.output.OutputOption;
import io.jararaca.cli.runs.RunView;
import io.jararaca.cli.runs.StateOption;
import io.jararaca.cli.servers.LedgerAccess;
import io.jararaca.cli.servers.LedgerOptions;
import io.jararaca.core.ledger.Waiting;
import io.jararaca.core.publish.WaitingMessages;
import io.jararaca.core.run.RunState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

  private static final int MOST = 100_000;

  private final Shell shell;

  @Option(names = "--handler", paramLabel = "NAME", description = "Of this handler alone.")
  private @Nullable String handler;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "In this state: Running, Failed, and so on; default Pending.")
  private String state = RunState.PENDING.label();

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Of all namespaces.")
  private boolean allNamespaces;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "That many at most, 1 to 100000; default 50.")
  private int limit = 50;

  @Mixin private LedgerOptions ledger = new LedgerOptions();
  @Mixin private OutputOption output = new OutputOption();

  DelayedListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    if (limit < 1 || limit > MOST) {
      throw CommandFailure.usage("--limit %d: use 1 to %d".formatted(limit, MOST));
    }
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
                          (allNamespaces || run.handler().namespace().equals(namespace))
                              && (handler == null || run.handler().name().equals(handler)),
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
