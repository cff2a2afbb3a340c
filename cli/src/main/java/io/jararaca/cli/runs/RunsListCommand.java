package io.jararaca.cli.runs;

import io.jararaca.cli.Shell;
import io.jararaca.cli.output.OutputOption;
import io.jararaca.cli.servers.LedgerAccess;
import io.jararaca.cli.servers.LedgerOptions;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.OwnerKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists runs of actions. */
@Command(
    name = "list",
    header = "Lists runs of actions, newest first.",
    description = {
      "Those that live, and those that ended as far as the action's historyLimit goes. Messages are"
          + " listed by jararaca delayed list.",
      "",
      "Example: @|bold jararaca runs list --action nightly-report --state Failed|@"
    })
final class RunsListCommand implements Runnable {

  private final Shell shell;

  @Option(names = "--action", paramLabel = "NAME", description = "Of this action alone.")
  private @Nullable String action;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "In this state alone: Running, Failed, and so on.")
  private @Nullable String state;

  @Mixin private ListOptions which = new ListOptions();
  @Mixin private LedgerOptions ledger = new LedgerOptions();
  @Mixin private OutputOption output = new OutputOption();

  RunsListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    int limit = which.limit();
    if (state != null) {
      StateOption.parse(state);
    }
    try (LedgerAccess access = ledger.open(shell.environment())) {
      List<RunView> runs =
          access.askAll(owners(access), access.ledger()::owner).stream()
              .flatMap(Optional::stream)
              .flatMap(RunsListCommand::runs)
              .filter(run -> which.takesHandler(run.handler()))
              .filter(run -> state == null || run.state().label().equals(state))
              .sorted(Comparator.comparing(RunSnapshot::plannedAt).reversed())
              .limit(limit)
              .map(RunView::of)
              .toList();
      if (runs.isEmpty()) {
        shell.err().println("jararaca: there are no such runs");
      }
      output.print(shell.out(), Map.of("runs", runs), out -> RunView.printTable(runs, out));
    }
  }

  private List<OwnerKey> owners(LedgerAccess access) {
    return access.owners().stream()
        .map(owner -> owner.owner().key())
        .filter(key -> which.takesNamespace(key.namespace(), access.namespace()))
        .filter(key -> action == null || key.name().equals(action))
        .toList();
  }

  private static Stream<RunSnapshot> runs(OwnerSnapshot owner) {
    return Stream.concat(owner.active().stream(), owner.history().stream());
  }
}
