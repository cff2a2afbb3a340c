package io.jararaca.cli.dead;

import io.jararaca.cli.Shell;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Dead letters. */
@Command(
    name = "dead",
    header = "Shows dead letters, sends them back, throws them away.",
    description =
        "Mail that workers could not read as a run of this install, and what RabbitMQ gave up. Runs"
            + " that failed are not among them: jararaca runs list --state Failed.")
public final class DeadCommand {

  private DeadCommand() {}

  public static CommandLine of(Shell shell) {
    return new CommandLine(new DeadCommand())
        .addSubcommand(new DeadListCommand(shell))
        .addSubcommand(new DeadShowCommand(shell))
        .addSubcommand(new DeadRequeueCommand(shell))
        .addSubcommand(new DeadPurgeCommand(shell));
  }
}
