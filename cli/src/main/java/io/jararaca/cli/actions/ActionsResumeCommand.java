package io.jararaca.cli.actions;

import io.jararaca.cli.CommandFailure;
import io.jararaca.cli.Shell;
import io.jararaca.cli.output.OutputOption;
import io.jararaca.cli.servers.LedgerAccess;
import io.jararaca.cli.servers.LedgerOptions;
import io.jararaca.core.action.ScheduleText;
import io.jararaca.core.action.TickRange;
import io.jararaca.core.ledger.Registration;
import io.jararaca.core.run.PassedRange;
import io.jararaca.core.run.PassedReason;
import io.jararaca.core.schedule.Schedule;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends the suspension of an action by failures. */
@Command(
    name = "resume",
    header = "Lets an action tick again that suspendAfterFailures has suspended.",
    description = {
      "Its ticks count from now; those of the suspension are recorded as Skipped (Suspended), and its"
          + " failures in a row begin anew. In Kubernetes an edit of the resource does it too.",
      "",
      "Example: @|bold jararaca actions resume nightly-report|@"
    })
final class ActionsResumeCommand implements Runnable {

  /** Its cursor may move between the look and the word, as when a leader takes over just then. */
  private static final int TRIES = 5;

  private final Shell shell;

  @Mixin private ActionArgument action = new ActionArgument();
  @Mixin private LedgerOptions ledger = new LedgerOptions();
  @Mixin private OutputOption output = new OutputOption();

  ActionsResumeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    try (LedgerAccess access = ledger.open(shell.environment())) {
      for (int i = 0; i < TRIES; i++) {
        ActionArgument.Known known = action.in(access);
        requireSuspension(known);
        Instant now = access.ask(access.ledger().time());
        if (access.ask(access.ledger().resume(known.key(), changeOf(known, now)))) {
          String name = known.name();
          output.print(
              shell.out(), Map.of("resumed", name), out -> out.println("resumed action " + name));
          return;
        }
      }
      throw CommandFailure.failed("the action changes as fast as it is looked at: try again");
    }
  }

  private static void requireSuspension(ActionArgument.Known known) {
    if (!known.state().suspendedByFailures()) {
      boolean declared = ScheduleText.parse(known.owner().schedule()).suspended();
      throw CommandFailure.failed(
          "action %s is not suspended by failures%s"
              .formatted(
                  known.name(),
                  declared ? ": its declaration says suspend: true, change it there" : ""));
    }
  }

  private static Registration.Change changeOf(ActionArgument.Known known, Instant now) {
    Instant cursor = known.state().cursor();
    Instant at = cursor.isAfter(now) ? cursor : now;
    return new Registration.Change(
        known.owner().owner().uid(), known.owner().schedule(), cursor, at, skipped(known, at));
  }

  private static @Nullable PassedRange skipped(ActionArgument.Known known, Instant at) {
    Schedule schedule = ScheduleText.parse(known.owner().schedule()).schedule();
    return schedule == null
        ? null
        : TickRange.of(schedule, known.state().cursor(), at, PassedReason.SUSPENDED).orElse(null);
  }
}
