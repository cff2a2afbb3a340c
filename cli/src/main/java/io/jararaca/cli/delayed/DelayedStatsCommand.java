package io.jararaca.cli.delayed;

import io.jararaca.cli.Shell;
import io.jararaca.cli.output.Fields;
import io.jararaca.cli.output.OutputOption;
import io.jararaca.cli.output.Table;
import io.jararaca.cli.servers.LedgerAccess;
import io.jararaca.cli.servers.LedgerOptions;
import io.jararaca.core.ledger.Backlog;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Counts what waits. */
@Command(
    name = "stats",
    header = "Counts the messages that wait, by namespace, and what is overdue.",
    description = {
      "Overdue are runs whose instant has come and that the leader has not looked at since; where a"
          + " leader keeps up there are hardly any.",
      "",
      "Example: @|bold jararaca delayed stats -o json|@"
    })
final class DelayedStatsCommand implements Runnable {

  private final Shell shell;

  @Mixin private LedgerOptions ledger = new LedgerOptions();
  @Mixin private OutputOption output = new OutputOption();

  /**
   * What is printed.
   *
   * @param pending by namespace
   * @param oldestOverdueSeconds how long the oldest has been overdue; 0: none is
   */
  record Stats(
      Map<String, Long> pending, long pendingTotal, long overdue, double oldestOverdueSeconds) {

    static Stats of(Backlog backlog) {
      Instant earliest = backlog.earliest();
      Duration oldest =
          earliest == null || backlog.overdue() == 0
              ? Duration.ZERO
              : Duration.between(earliest, backlog.now());
      return new Stats(
          backlog.pending(),
          backlog.pending().values().stream().mapToLong(Long::longValue).sum(),
          backlog.overdue(),
          Math.max(0, oldest.toMillis()) / 1_000.0);
    }

    void print(PrintWriter out) {
      Table table = new Table("NAMESPACE", "PENDING");
      pending.forEach((namespace, count) -> table.row(namespace, String.valueOf(count)));
      if (!pending.isEmpty()) {
        table.print(out);
        out.println();
      }
      new Fields()
          .add("pending", pendingTotal)
          .add("overdue", overdue)
          .add("oldest overdue, seconds", oldestOverdueSeconds)
          .print(out);
    }
  }

  DelayedStatsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    try (LedgerAccess access = ledger.open(shell.environment())) {
      Stats stats = Stats.of(access.ask(access.ledger().backlog()));
      output.print(shell.out(), stats, stats::print);
    }
  }
}
