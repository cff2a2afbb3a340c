package io.jararaca.cli.runs;

import io.jararaca.cli.Shell;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What runs and ran. */
@Command(name = "runs", header = "Shows what runs and what ran.")
public final class RunsCommand {

  private RunsCommand() {}

  public static CommandLine of(Shell shell) {
    return new CommandLine(new RunsCommand())
        .addSubcommand(new RunsListCommand(shell))
        .addSubcommand(new RunsShowCommand(shell));
  }
}
