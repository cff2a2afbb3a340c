package io.jararaca.worker.action;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.worker.InvalidHandlerException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of the declared actions a beat schedules.
 *
 * @param names of them, or namespace/name; empty: all
 * @param namespace of names that name none
 */
public record ActionChoice(Set<String> names, String namespace) {

  public ActionChoice {
    names = Set.copyOf(names);
  }

  /**
   * The chosen ones.
   *
   * @throws InvalidHandlerException two have one name, a chosen one is not here, or there is none
   */
  public List<ActionDefinition> of(List<ActionDefinition> declared) {
    Map<OwnerKey, ActionDefinition> byKey = new LinkedHashMap<>();
    for (ActionDefinition action : declared) {
      if (byKey.put(action.key(), action) != null) {
        throw new InvalidHandlerException(
            "action \"%s\" is declared twice: give one of them another name"
                .formatted(shown(action.key())));
      }
    }
    if (byKey.isEmpty()) {
      throw new InvalidHandlerException(
          "the beat has no actions: give it ScheduledActions, as annotated methods or as manifests");
    }
    return names.isEmpty() ? List.copyOf(byKey.values()) : named(byKey);
  }

  private List<ActionDefinition> named(Map<OwnerKey, ActionDefinition> byKey) {
    List<ActionDefinition> found = new ArrayList<>();
    for (String name : names) {
      int slash = name.indexOf('/');
      OwnerKey key =
          OwnerKey.scheduledAction(
              slash < 0 ? namespace : name.substring(0, slash), name.substring(slash + 1));
      ActionDefinition action = byKey.get(key);
      if (action == null) {
        throw new InvalidHandlerException(
            "ACTIONS=%s: there is no such action here; choose from %s"
                .formatted(
                    name, String.join(", ", byKey.keySet().stream().map(this::shown).toList())));
      }
      found.add(action);
    }
    return found;
  }

  private String shown(OwnerKey key) {
    return key.namespace().equals(namespace) ? key.name() : key.namespace() + "/" + key.name();
  }
}
