package io.jararaca.cli.actions;

import io.jararaca.cli.Shell;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What the ledger knows of actions. */
@Command(name = "actions", header = "Shows actions, forgets and resumes them.")
public final class ActionsCommand {

  private ActionsCommand() {}

  public static CommandLine of(Shell shell) {
    return new CommandLine(new ActionsCommand())
        .addSubcommand(new ActionsListCommand(shell))
        .addSubcommand(new ActionsShowCommand(shell))
        .addSubcommand(new ActionsForgetCommand(shell))
        .addSubcommand(new ActionsResumeCommand(shell));
  }
}
