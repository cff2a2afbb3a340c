package io.jararaca.cli.runs;

import io.jararaca.cli.Shell;
import io.jararaca.cli.output.OutputOption;
import io.jararaca.cli.servers.LedgerAccess;
import io.jararaca.cli.servers.LedgerOptions;
import io.jararaca.core.run.RunId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows one run. */
@Command(
    name = "show",
    header = "Shows a run: of an action, or a message.",
    description = "Example: @|bold jararaca runs show 17-6c84fb90-12c4-51e1-840d-7b25c5ee775a|@")
final class RunsShowCommand implements Runnable {

  private final Shell shell;

  @Mixin private RunArgument run = new RunArgument();
  @Mixin private LedgerOptions ledger = new LedgerOptions();
  @Mixin private OutputOption output = new OutputOption();

  RunsShowCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    RunId id = run.id();
    try (LedgerAccess access = ledger.open(shell.environment())) {
      RunView view =
          access
              .ask(access.ledger().run(id))
              .map(RunView::of)
              .orElseThrow(() -> RunArgument.unknown(id));
      output.print(shell.out(), view, view::print);
    }
  }
}
