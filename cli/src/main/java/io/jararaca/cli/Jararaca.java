package io.jararaca.cli;

import io.jararaca.cli.actions.ActionsCommand;
import io.jararaca.cli.dead.DeadCommand;
import io.jararaca.cli.delayed.DelayedCommand;
import io.jararaca.cli.process.BeatCommand;
import io.jararaca.cli.process.SchedulerCommand;
import io.jararaca.cli.process.WorkerCommand;
import io.jararaca.cli.queues.QueuesCommand;
import io.jararaca.cli.runs.RunCommand;
import io.jararaca.cli.runs.RunsCommand;
import io.jararaca.cli.schedule.NextCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code jararaca} command. */
@Command(
    name = "jararaca",
    header = "Runs work on time.",
    description = {
      "Previews schedules, runs the beat and workers outside Kubernetes, and shows what an install"
          + " does.",
      "",
      "@|bold jararaca COMMAND --help|@ explains a command."
    },
    synopsisSubcommandLabel = "COMMAND",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:It was done.",
      "1:What was asked for failed, or is not there.",
      "2:The command line, a setting or a file it names is wrong.",
      "69:Redis or RabbitMQ cannot be reached or used.",
      "70:A fault of the command itself."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    scope = CommandLine.ScopeType.INHERIT,
    sortOptions = false)
public final class Jararaca implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private Jararaca() {}

  public static void main(String[] args) {
    System.exit(commandLine(Shell.ofProcess()).execute(args));
  }

  /** The command with all that belong to it. */
  public static CommandLine commandLine(Shell shell) {
    CommandLine commands =
        new CommandLine(new Jararaca())
            .addSubcommand(new NextCommand(shell))
            .addSubcommand(new SchedulerCommand(shell))
            .addSubcommand(new BeatCommand(shell))
            .addSubcommand(new WorkerCommand(shell))
            .addSubcommand(new RunCommand(shell))
            .addSubcommand(RunsCommand.of(shell))
            .addSubcommand(ActionsCommand.of(shell))
            .addSubcommand(DelayedCommand.of(shell))
            .addSubcommand(QueuesCommand.of(shell))
            .addSubcommand(DeadCommand.of(shell))
            .addSubcommand(new CompletionCommand(shell));
    return commands
        .setOut(shell.out())
        .setErr(shell.err())
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler((wrong, args) -> Endings.wrongCommandLine(wrong, shell.err()))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> Endings.failed(failure, shell.err()));
  }

  /** Without a command it explains itself. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
