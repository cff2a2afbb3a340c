package io.jararaca.cli.actions;

import io.jararaca.cli.CommandFailure;
import io.jararaca.cli.servers.LedgerAccess;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.RegisteredOwner;
import io.jararaca.core.run.OwnerKey;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The argument ACTION. */
final class ActionArgument {

  @Parameters(
      paramLabel = "ACTION",
      description = "The action's name, or namespace/name where it is in another namespace.")
  private String action = "";

  /** The action and its state, at one time or nearly so. */
  record Known(RegisteredOwner owner, OwnerSnapshot state) {

    OwnerKey key() {
      return owner.owner().key();
    }

    /** {@code namespace/name}. */
    String name() {
      return key().namespace() + "/" + key().name();
    }
  }

  /**
   * @throws CommandFailure the ledger knows no such action
   */
  Known in(LedgerAccess access) {
    OwnerKey key = key(access.namespace());
    Optional<RegisteredOwner> listed =
        access.ask(access.ledger().owners(key.partition())).stream()
            .filter(owner -> owner.owner().key().equals(key))
            .findFirst();
    Optional<OwnerSnapshot> state = access.ask(access.ledger().owner(key));
    if (listed.isEmpty() || state.isEmpty()) {
      throw CommandFailure.failed(
          "there is no action %s/%s; jararaca actions list -A names those that there are"
              .formatted(key.namespace(), key.name()));
    }
    return new Known(listed.get(), state.get());
  }

  private OwnerKey key(String namespace) {
    int slash = action.indexOf('/');
    try {
      return OwnerKey.scheduledAction(
          slash < 0 ? namespace : action.substring(0, slash), action.substring(slash + 1));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(
          "ACTION \"%s\": write it like nightly-report or shop/nightly-report".formatted(action));
    }
  }
}
