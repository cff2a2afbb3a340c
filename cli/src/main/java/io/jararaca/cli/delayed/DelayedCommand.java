package io.jararaca.cli.delayed;

import io.jararaca.cli.Shell;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What the ledger knows of messages. */
@Command(name = "delayed", header = "Shows messages, cancels and retries them.")
public final class DelayedCommand {

  private DelayedCommand() {}

  public static CommandLine of(Shell shell) {
    return new CommandLine(new DelayedCommand())
        .addSubcommand(new DelayedListCommand(shell))
        .addSubcommand(new DelayedShowCommand(shell))
        .addSubcommand(new DelayedCancelCommand(shell))
        .addSubcommand(new DelayedRetryCommand(shell))
        .addSubcommand(new DelayedStatsCommand(shell));
  }
}
