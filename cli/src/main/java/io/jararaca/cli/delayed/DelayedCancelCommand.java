package io.jararaca.cli.delayed;

import io.jararaca.cli.CommandFailure;
import io.jararaca.cli.Shell;
import io.jararaca.cli.output.OutputOption;
import io.jararaca.cli.runs.RunArgument;
import io.jararaca.cli.servers.LedgerAccess;
import io.jararaca.cli.servers.LedgerOptions;
import io.jararaca.core.ledger.CancelReason;
import io.jararaca.core.run.RunId;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Cancels one message. */
@Command(
    name = "cancel",
    header = "Cancels a message that has not started, or whose retry waits.",
    description = {
      "Cancelled once, it is so for good; to cancel it again does nothing and ends well.",
      "",
      "Example: @|bold jararaca delayed cancel 17-6c84fb90-12c4-51e1-840d-7b25c5ee775a|@"
    })
final class DelayedCancelCommand implements Runnable {

  private final Shell shell;

  @Mixin private RunArgument run = new RunArgument();
  @Mixin private LedgerOptions ledger = new LedgerOptions();
  @Mixin private OutputOption output = new OutputOption();

  DelayedCancelCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    RunId id = run.id();
    try (LedgerAccess access = ledger.open(shell.environment())) {
      DelayedShowCommand.message(access, id);
      if (!access.ask(access.ledger().cancel(id, CancelReason.REQUESTED))) {
        throw CommandFailure.failed(
            "message %s is %s: only what has not started can be cancelled"
                .formatted(id, DelayedShowCommand.message(access, id).run().state().label()));
      }
      output.print(
          shell.out(),
          Map.of("cancelled", id.toString()),
          out -> out.println("cancelled message " + id));
    }
  }
}
