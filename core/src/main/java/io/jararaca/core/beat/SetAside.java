package io.jararaca.core.beat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the ledger answered with an error of its own, alone in its call. It is asked for again a
 * while later, so that nothing else waits for it.
 */
final class SetAside<T> {

  static final long WAIT_MILLIS = 30_000;

  private final Map<T, Long> items = new LinkedHashMap<>();

  void add(T item, long now) {
    items.put(item, now + WAIT_MILLIS);
  }

  void removeIf(Predicate<T> obsolete) {
    items.keySet().removeIf(obsolete);
  }

  /** Those whose time has come; they are here no more. */
  List<T> takeDue(long now) {
    if (items.isEmpty()) {
      return List.of();
    }
    List<T> due =
        items.entrySet().stream().filter(e -> e.getValue() <= now).map(Map.Entry::getKey).toList();
    due.forEach(items::remove);
    return due;
  }
}
