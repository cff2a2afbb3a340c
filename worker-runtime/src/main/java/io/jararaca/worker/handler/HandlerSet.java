package io.jararaca.worker.handler;

import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.work.HandlerBinding;
import io.jararaca.worker.InvalidHandlerException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The handlers of one worker, each name once. */
public final class HandlerSet {

  private final Map<String, NamedHandler> byName = new LinkedHashMap<>();

  /**
   * @throws InvalidHandlerException another handler has that name
   */
  public void add(NamedHandler handler) {
    NamedHandler other = byName.putIfAbsent(handler.name(), handler);
    if (other != null) {
      throw new InvalidHandlerException(
          "handler \"%s\" is both %s and %s: give one of them another name"
              .formatted(handler.name(), other.origin(), handler.origin()));
    }
  }

  /**
   * @param chosen names of those to serve; empty: all
   * @param concurrency of the worker, and of each handler that says nothing
   * @throws InvalidHandlerException there is none to serve, or a chosen one is not here
   */
  public List<HandlerBinding> bind(String namespace, Set<String> chosen, int concurrency) {
    for (String name : chosen) {
      if (!byName.containsKey(name)) {
        throw new InvalidHandlerException(
            "HANDLERS=%s: there is no such handler here; choose from %s"
                .formatted(name, String.join(", ", byName.keySet())));
      }
    }
    List<HandlerBinding> bindings = new ArrayList<>();
    for (NamedHandler handler : byName.values()) {
      if (chosen.isEmpty() || chosen.contains(handler.name())) {
        int own = handler.concurrency() == 0 ? concurrency : handler.concurrency();
        bindings.add(
            new HandlerBinding(
                new HandlerRef(namespace, handler.name()),
                Math.min(own, concurrency),
                handler.code()));
      }
    }
    if (bindings.isEmpty()) {
      throw new InvalidHandlerException(
          "the worker has no handlers: give it objects with @ScheduledAction or @MessageHandler methods");
    }
    return bindings;
  }
}
