package io.jararaca.cli.runs;

import io.jararaca.cli.CommandFailure;
import io.jararaca.cli.Shell;
import io.jararaca.cli.output.OutputOption;
import io.jararaca.cli.servers.LedgerAccess;
import io.jararaca.cli.servers.LedgerOptions;
import io.jararaca.core.run.RunId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one run. */
@Command(
    name = "show",
    header = "Shows a run: of an action, or a message.",
    description = "Example: @|bold jararaca runs show 17-6c84fb90-12c4-51e1-840d-7b25c5ee775a|@")
final class RunsShowCommand implements Runnable {

  private final Shell shell;

  @Parameters(paramLabel = "RUN", description = "The run's id.")
  private String id = "";

  @Mixin private LedgerOptions ledger = new LedgerOptions();
  @Mixin private OutputOption output = new OutputOption();

  RunsShowCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    RunId run = parsed();
    try (LedgerAccess access = ledger.open(shell.environment())) {
      RunView view =
          access
              .ask(access.ledger().run(run))
              .map(RunView::of)
              .orElseThrow(
                  () ->
                      CommandFailure.failed(
                          "there is no run "
                              + run
                              + ": it never was, or it ended longer ago than runs are kept (a day by default)"));
      output.print(shell.out(), view, view::print);
    }
  }

  private RunId parsed() {
    try {
      return RunId.parse(id);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }
}
