package io.jararaca.cli.queues;

import io.jararaca.cli.Shell;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Handlers' queues. */
@Command(name = "queues", header = "Shows handlers' queues, and deletes those of no more use.")
public final class QueuesCommand {

  private QueuesCommand() {}

  public static CommandLine of(Shell shell) {
    return new CommandLine(new QueuesCommand())
        .addSubcommand(new QueuesListCommand(shell))
        .addSubcommand(new QueuesPruneCommand(shell));
  }
}
