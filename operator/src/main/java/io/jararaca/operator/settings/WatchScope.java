package io.jararaca.operator.settings;

import io.jararaca.core.run.OwnerKey;
import java.util.Set;

/**
 * Which resources this install looks at. Equal on all replicas: a beat neither dispatches nor
 * forgets owners outside it.
 *
 * @param namespaces empty: all
 * @param actions {@code name} or {@code namespace/name} of ScheduledActions; empty: all. Other
 *     kinds are not bounded by it
 */
public record WatchScope(Set<String> namespaces, Set<String> actions) {

  public WatchScope {
    namespaces = Set.copyOf(namespaces);
    actions = Set.copyOf(actions);
  }

  public boolean watches(OwnerKey owner) {
    if (!namespaces.isEmpty() && !namespaces.contains(owner.namespace())) {
      return false;
    }
    return actions.isEmpty()
        || !owner.kind().equals(OwnerKey.SCHEDULED_ACTION)
        || actions.contains(owner.name())
        || actions.contains(owner.namespace() + "/" + owner.name());
  }
}
