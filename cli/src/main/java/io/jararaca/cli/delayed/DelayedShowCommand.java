package io.jararaca.cli.delayed;

import io.jararaca.cli.CommandFailure;
import io.jararaca.cli.Shell;
import io.jararaca.cli.output.OutputOption;
import io.jararaca.cli.runs.RunArgument;
import io.jararaca.cli.servers.LedgerAccess;
import io.jararaca.cli.servers.LedgerOptions;
import io.jararaca.core.ledger.RunDetails;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.RunId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows one message. */
@Command(
    name = "show",
    header = "Shows a message with its headers and its payload.",
    description = "Example: @|bold jararaca delayed show 17-6c84fb90-12c4-51e1-840d-7b25c5ee775a|@")
final class DelayedShowCommand implements Runnable {

  private final Shell shell;

  @Mixin private RunArgument run = new RunArgument();
  @Mixin private LedgerOptions ledger = new LedgerOptions();
  @Mixin private OutputOption output = new OutputOption();

  DelayedShowCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    RunId id = run.id();
    try (LedgerAccess access = ledger.open(shell.environment())) {
      MessageView view = MessageView.of(message(access, id));
      output.print(shell.out(), view, view::print);
    }
  }

  /**
   * @throws CommandFailure there is no such run, or it is no message
   */
  static RunDetails message(LedgerAccess access, RunId id) {
    RunDetails details =
        access.ask(access.ledger().details(id)).orElseThrow(() -> RunArgument.unknown(id));
    if (details.spec().origin() != Origin.MESSAGE) {
      throw CommandFailure.failed(
          "run %s is no message but of %s: see jararaca runs show"
              .formatted(id, details.spec().owner().key()));
    }
    return details;
  }
}
