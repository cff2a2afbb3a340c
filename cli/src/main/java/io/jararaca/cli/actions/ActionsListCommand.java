package io.jararaca.cli.actions;

import io.jararaca.cli.Shell;
import io.jararaca.cli.output.OutputOption;
import io.jararaca.cli.servers.LedgerAccess;
import io.jararaca.cli.servers.LedgerOptions;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.RegisteredOwner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists actions. */
@Command(
    name = "list",
    header = "Lists the actions that the ledger knows.",
    description = {
      "Those that operators and beats of this install told it of, and that were not forgotten.",
      "",
      "Example: @|bold jararaca actions list -A|@"
    })
final class ActionsListCommand implements Runnable {

  private final Shell shell;

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Of all namespaces.")
  private boolean allNamespaces;

  @Mixin private LedgerOptions ledger = new LedgerOptions();
  @Mixin private OutputOption output = new OutputOption();

  ActionsListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    try (LedgerAccess access = ledger.open(shell.environment())) {
      List<ActionView> actions = actions(access);
      if (actions.isEmpty()) {
        shell.err().println("jararaca: there are no actions; --all-namespaces looks everywhere");
      }
      output.print(
          shell.out(),
          Map.of("actions", actions),
          out -> ActionView.printTable(actions, allNamespaces, out));
    }
  }

  private List<ActionView> actions(LedgerAccess access) {
    List<RegisteredOwner> owners =
        access.owners().stream()
            .filter(
                owner ->
                    allNamespaces || owner.owner().key().namespace().equals(access.namespace()))
            .sorted(Comparator.comparing(owner -> owner.owner().key().toString()))
            .toList();
    List<Optional<OwnerSnapshot>> states =
        access.askAll(owners, owner -> access.ledger().owner(owner.owner().key()));
    Instant now = access.ask(access.ledger().time());
    List<ActionView> views = new ArrayList<>();
    for (int i = 0; i < owners.size(); i++) {
      RegisteredOwner owner = owners.get(i);
      states.get(i).ifPresent(state -> views.add(ActionView.of(owner, state, now)));
    }
    return views;
  }
}
