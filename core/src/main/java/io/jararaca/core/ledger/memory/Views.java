package io.jararaca.core.ledger.memory;

import io.jararaca.core.ledger.OwnerSnapshot;
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

  static List<OwnerKey> takeDirty(Turn turn, int limit) {
    List<OwnerKey> taken = turn.state().dirty.stream().limit(limit).toList();
    taken.forEach(turn.state().dirty::remove);
    return taken;
  }
}
