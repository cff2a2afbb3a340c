package io.jararaca.cli.actions;

import io.jararaca.cli.Shell;
import io.jararaca.cli.output.OutputOption;
import io.jararaca.cli.servers.LedgerAccess;
import io.jararaca.cli.servers.LedgerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows one action. */
@Command(
    name = "show",
    header = "Shows an action, its runs, and its ticks that got none.",
    description = "Example: @|bold jararaca actions show nightly-report|@")
final class ActionsShowCommand implements Runnable {

  private final Shell shell;

  @Mixin private ActionArgument action = new ActionArgument();
  @Mixin private LedgerOptions ledger = new LedgerOptions();
  @Mixin private OutputOption output = new OutputOption();

  ActionsShowCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    try (LedgerAccess access = ledger.open(shell.environment())) {
      ActionArgument.Known known = action.in(access);
      ActionView view =
          ActionView.of(known.owner(), known.state(), access.ask(access.ledger().time()));
      output.print(shell.out(), view, view::print);
    }
  }
}
