package io.jararaca.cli.schedule;

import io.jararaca.cli.CommandFailure;
import io.jararaca.cli.Shell;
import io.jararaca.cli.output.OutputOption;
import io.jararaca.core.schedule.DstGapPolicy;
import io.jararaca.core.schedule.InvalidScheduleException;
import io.jararaca.core.schedule.Schedule;
import io.jararaca.core.schedule.ScheduleSpec;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows when a schedule fires next. */
@Command(
    name = "next",
    header = "Shows when a schedule fires next.",
    description = {
      "Says in words what CRON means, and lists its next ticks in local time and UTC. A tick that a"
          + " change of clocks moves, repeats or removes says so. Needs no server.",
      "",
      "Example: @|bold jararaca next '30 2 * * *' --zone Europe/Berlin --from 2026-03-28|@"
    })
public final class NextCommand implements Runnable {

  private static final int MOST = 10_000;

  private final Shell shell;

  @Parameters(
      paramLabel = "CRON",
      description =
          "5 fields, 6 with seconds first, a macro such as @daily, or '@every 90s'; in quotes.")
  private String cron = "";

  @Option(
      names = {"-z", "--zone"},
      paramLabel = "ZONE",
      description = "IANA zone in which CRON is read; default UTC.")
  private String zone = "UTC";

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      description = "How many ticks, 1 to 10000; default 10.")
  private int count = 10;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "No tick before: 2026-03-28T12:00:00Z, or local, 2026-03-28T12:00 or 2026-03-28; default"
              + " now.")
  private @Nullable String from;

  @Option(
      names = "--dst-gap-policy",
      paramLabel = "POLICY",
      converter = GapPolicyConverter.class,
      description = "NextValid (default) or Skip: what becomes of local times that do not exist.")
  private DstGapPolicy gapPolicy = DstGapPolicy.NEXT_VALID;

  @Mixin private OutputOption output = new OutputOption();

  public NextCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    if (count < 1 || count > MOST) {
      throw CommandFailure.usage("--count %d: use 1 to %d".formatted(count, MOST));
    }
    Schedule schedule = compiled();
    schedule
        .never()
        .ifPresent(
            why -> {
              throw CommandFailure.failed("cron \"%s\" never fires: %s".formatted(cron, why));
            });
    ZoneId shown = ZoneId.of(zone);
    Instant begin = from == null ? shell.clock().instant() : StartTime.parse(from, shown);
    Preview preview = Preview.of(schedule, shown, begin, count);
    output.print(shell.out(), preview, preview::print);
  }

  private Schedule compiled() {
    try {
      return ScheduleSpec.of(cron).withTimeZone(zone).withDstGapPolicy(gapPolicy).compile();
    } catch (InvalidScheduleException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }
}
