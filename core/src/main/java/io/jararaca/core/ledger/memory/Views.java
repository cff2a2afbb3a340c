package io.jararaca.core.ledger.memory;

import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.RegisteredOwner;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import java.util.List;
import java.util.Optional;

/** What readers see. */
final class Views {

  private Views() {}

  static Optional<OwnerSnapshot> owner(Turn turn, OwnerKey key) {
    return Optional.ofNullable(turn.owner(key))
        .map(owner -> owner.snapshot(turn.slotRuns(key).stream().map(RunEntry::snapshot).toList()));
  }

  static List<RegisteredOwner> owners(Turn turn) {
    return turn.state().owners.entrySet().stream()
        .map(
            entry ->
                new RegisteredOwner(
                    new Owner(entry.getKey(), entry.getValue().uid),
                    entry.getValue().schedule,
                    entry.getValue().policy.maxRuns()))
        .toList();
  }

  static List<OwnerKey> takeDirty(Turn turn, int limit) {
    List<OwnerKey> taken = turn.state().dirty.stream().limit(limit).toList();
    taken.forEach(turn.state().dirty::remove);
    return taken;
  }
}
