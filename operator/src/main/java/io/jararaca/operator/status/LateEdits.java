package io.jararaca.operator.status;

import io.jararaca.core.run.Owner;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Edits of messages that the ledger refused, because the run had started. A new leader submits all
 * messages anew and hears of them again.
 */
final class LateEdits {

  private final Map<Owner, Long> refused = new ConcurrentHashMap<>();

  void add(Owner owner, long generation) {
    refused.put(owner, generation);
  }

  boolean contains(Owner owner, long generation) {
    return refused.getOrDefault(owner, -1L) == generation;
  }

  void forget(Owner owner) {
    refused.remove(owner);
  }

  void clear() {
    refused.clear();
  }
}
