package io.jararaca.cli.queues;

import io.jararaca.cli.CommandFailure;
import io.jararaca.cli.servers.BothServers;
import io.jararaca.cli.servers.LedgerAccess;
import io.jararaca.core.broker.QueueDepth;
import io.jararaca.core.ledger.OwnerSnapshot;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.presence.WorkerInstance;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.OwnerKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The queues of handlers that somebody knows of. AMQP cannot list queues, so handlers are asked
 * for: those that live workers serve, those that actions' runs went to, actions' names, which are
 * their handlers' where nothing else is said, and those that the caller names.
 */
record KnownQueues(BothServers servers) {

  private static final Comparator<HandlerRef> BY_NAME = Comparator.comparing(HandlerRef::toString);

  /**
   * A queue.
   *
   * @param ready runs that wait in it
   * @param liveWorkers worker instances that say they serve it
   */
  record View(
      String namespace, String handler, String queue, long ready, int consumers, long liveWorkers) {

    /** Whether nothing is lost by its end but the making of it anew. */
    boolean unused() {
      return ready == 0 && consumers == 0 && liveWorkers == 0;
    }

    HandlerRef ref() {
      return new HandlerRef(namespace, handler);
    }
  }

  /**
   * Those that there are.
   *
   * @param named handlers, by name or namespace/name; none: all that are known
   */
  List<View> views(List<String> named, boolean allNamespaces) {
    List<WorkerInstance> workers = servers.ledger().ask(servers.ledger().presence().live());
    Set<HandlerRef> handlers = new TreeSet<>(BY_NAME);
    if (named.isEmpty()) {
      handlers.addAll(known(workers));
      handlers.removeIf(
          handler -> !allNamespaces && !handler.namespace().equals(servers.ledger().namespace()));
    } else {
      named.forEach(name -> handlers.add(parsed(name)));
    }
    List<View> views = new ArrayList<>();
    for (HandlerRef handler : handlers) {
      servers
          .broker()
          .session()
          .queues()
          .depth(handler)
          .ifPresent(depth -> views.add(view(handler, depth, workers)));
    }
    return views;
  }

  private View view(HandlerRef handler, QueueDepth depth, List<WorkerInstance> workers) {
    return new View(
        handler.namespace(),
        handler.name(),
        servers.broker().session().queues().nameOf(handler),
        depth.ready(),
        depth.consumers(),
        workers.stream().filter(worker -> worker.handlers().contains(handler)).count());
  }

  private Set<HandlerRef> known(List<WorkerInstance> workers) {
    LedgerAccess ledger = servers.ledger();
    Set<HandlerRef> handlers = new TreeSet<>(BY_NAME);
    workers.forEach(worker -> handlers.addAll(worker.handlers()));
    List<OwnerKey> owners = ledger.owners().stream().map(owner -> owner.owner().key()).toList();
    owners.forEach(owner -> named(owner).ifPresent(handlers::add));
    ledger.askAll(owners, ledger.ledger()::owner).stream()
        .flatMap(Optional::stream)
        .flatMap(KnownQueues::runs)
        .map(RunSnapshot::handler)
        .forEach(handlers::add);
    return handlers;
  }

  private static Stream<RunSnapshot> runs(OwnerSnapshot owner) {
    return Stream.concat(owner.active().stream(), owner.history().stream());
  }

  /** A resource's name may be longer than a handler's. */
  private static Optional<HandlerRef> named(OwnerKey owner) {
    try {
      return Optional.of(new HandlerRef(owner.namespace(), owner.name()));
    } catch (IllegalArgumentException notAHandlersName) {
      return Optional.empty();
    }
  }

  private HandlerRef parsed(String name) {
    try {
      return name.contains("/")
          ? HandlerRef.parse(name)
          : new HandlerRef(servers.ledger().namespace(), name);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }
}
