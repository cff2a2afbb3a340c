package io.jararaca.cli.actions;

import io.jararaca.cli.CommandFailure;
import io.jararaca.cli.Shell;
import io.jararaca.cli.output.OutputOption;
import io.jararaca.cli.servers.LedgerAccess;
import io.jararaca.cli.servers.LedgerOptions;
import io.jararaca.core.run.Owner;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Forgets an action. */
@Command(
    name = "forget",
    header = "Forgets an action that is declared no more: its state, history and sums.",
    description = {
      "What it has not started is cancelled; what runs goes on. For actions of beats outside"
          + " Kubernetes, where nobody sees a declaration go; one that a beat still declares is"
          + " registered anew by its next tick, which gets no run.",
      "",
      "Example: @|bold jararaca actions forget nightly-report|@"
    })
final class ActionsForgetCommand implements Runnable {

  private final Shell shell;

  @Mixin private ActionArgument action = new ActionArgument();

  @Option(
      names = "--force",
      description =
          "Also one that a Kubernetes resource declared: for a resource that was deleted while no"
              + " operator ran.")
  private boolean force;

  @Mixin private LedgerOptions ledger = new LedgerOptions();
  @Mixin private OutputOption output = new OutputOption();

  ActionsForgetCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    try (LedgerAccess access = ledger.open(shell.environment())) {
      ActionArgument.Known known = action.in(access);
      Owner owner = known.owner().owner();
      String name = known.name();
      if (!force && !owner.equals(Owner.named(owner.key()))) {
        throw CommandFailure.failed(
            "%s is a resource in Kubernetes: kubectl delete scheduledaction %s -n %s; if it is gone there, --force"
                .formatted(name, owner.key().name(), owner.key().namespace()));
      }
      if (!access.ask(access.ledger().forget(owner))) {
        throw CommandFailure.failed("%s was forgotten by somebody else meanwhile".formatted(name));
      }
      output.print(
          shell.out(), Map.of("forgotten", name), out -> out.println("forgot action " + name));
    }
  }
}
