package io.jararaca.cli.process;

import io.jararaca.cli.Shell;
import io.jararaca.cli.app.AppClasses;
import io.jararaca.core.settings.Environment;
import io.jararaca.worker.InProcessScheduler;
import io.jararaca.worker.settings.BeatWorkerSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Schedules and runs annotated actions in this process. */
@Command(
    name = "scheduler",
    header = "Schedules and runs the actions of APP in this one process.",
    description = {
      "Needs no server. What ran and what was missed is forgotten with the process, which runs"
          + " until it is stopped; handlers that run then have 20 s to end.",
      "",
      "Example: @|bold jararaca scheduler build/app.jar|@"
    })
public final class SchedulerCommand implements Runnable {

  private final Shell shell;

  @Mixin private AppArgument app = new AppArgument();
  @Mixin private IntervalOption interval = new IntervalOption();

  public SchedulerCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    Map<String, String> variables = new HashMap<>(shell.environment());
    interval.putInto(variables);
    Environment settings = new Environment(variables);
    Duration longestSleep = BeatWorkerSettings.interval(settings);
    settings.check();
    try (AppClasses classes = AppClasses.open(app.code(variables).path())) {
      InProcessScheduler.withInterval(longestSleep, classes.objects()).run();
    }
  }
}
