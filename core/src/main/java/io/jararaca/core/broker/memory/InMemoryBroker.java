package io.jararaca.core.broker.memory;

import static java.util.Objects.requireNonNull;

import io.jararaca.core.broker.BrokerUnavailableException;
import io.jararaca.core.broker.PublishRefusedException;
import io.jararaca.core.broker.QueueDepth;
import io.jararaca.core.broker.QueueInspector;
import io.jararaca.core.broker.RunConsumers;
import io.jararaca.core.broker.RunPublisher;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.HandlerRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A broker in memory. Everything that it tells others, confirms and deliveries, it tells by tasks
 * given to one executor in the order in which they arose; with an executor of one thread, or {@code
 * Runnable::run}, the same calls give the same deliveries. Safe for use by several threads.
 */
public final class InMemoryBroker implements QueueInspector {

  private final Executor executor;
  private final Map<HandlerRef, MemoryQueue> queues = new LinkedHashMap<>();
  private final Set<MemoryConsumers> connections = new LinkedHashSet<>();
  private final Set<HandlerRef> refused = new HashSet<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private boolean reachable = true;
  private boolean blocked;

  public InMemoryBroker(Executor executor) {
    this.executor = requireNonNull(executor, "executor");
  }

  /** A beat's connection of its own. */
  public RunPublisher publisher() {
    return new MemoryPublisher(this);
  }

  /** A worker's connection of its own: closing it gives back what it holds. */
  public RunConsumers consumers() {
    return atomically(
        () -> {
          MemoryConsumers opened = new MemoryConsumers(this);
          connections.add(opened);
          return opened;
        });
  }

  @Override
  public Optional<QueueDepth> inspect(HandlerRef handler) {
    return atomically(
        () -> {
          if (!reachable) {
            throw unreachable();
          }
          return Optional.ofNullable(queues.get(handler)).map(MemoryQueue::depth);
        });
  }

  /** What was dead-lettered in a namespace, oldest first. */
  public List<DeadLetter> deadLetters(String namespace) {
    return atomically(
        () ->
            deadLetters.stream()
                .filter(
                    letter -> letter.publication().spec().handler().namespace().equals(namespace))
                .toList());
  }

  /**
   * Loses every connection: what is unsettled goes back to its queue, broadcasts not settled are
   * gone.
   */
  public void disconnect() {
    change(
        () -> {
          reachable = false;
          connections.forEach(MemoryConsumers::lose);
        });
  }

  /** After {@link #disconnect()}: everybody connects and consumes again. */
  public void reconnect() {
    change(
        () -> {
          reachable = true;
          connections.forEach(MemoryConsumers::deliver);
        });
  }

  /** Takes nothing more from publishers, as a broker short of memory or disk. */
  public void block() {
    change(() -> blocked = true);
  }

  public void unblock() {
    change(() -> blocked = false);
  }

  /** Refuses what is published to this handler. */
  public void refuse(HandlerRef handler) {
    change(() -> refused.add(handler));
  }

  /** Takes again what {@link #refuse} refused. */
  public void accept(HandlerRef handler) {
    change(() -> refused.remove(handler));
  }

  /** Throws away what waits for this handler; deliveries not settled stay. */
  public void purge(HandlerRef handler) {
    change(() -> queue(handler).purge());
  }

  /** Nothing to give back: what it holds lives as long as it is referred to. */
  @Override
  public void close() {}

  /** Does it under the lock; then starts what it gave to {@link #later}. */
  <T> T atomically(Supplier<T> change) {
    T result;
    synchronized (this) {
      result = change.get();
    }
    if (!Thread.holdsLock(this)) {
      for (Runnable task = nextTask(); task != null; task = nextTask()) {
        executor.execute(task);
      }
    }
    return result;
  }

  /** As {@link #atomically}, without a result. */
  void change(Runnable change) {
    atomically(
        () -> {
          change.run();
          return true;
        });
  }

  /** Gives a task to the executor, once the lock is free. To be called under it. */
  void later(Runnable task) {
    tasks.addLast(task);
  }

  private synchronized @Nullable Runnable nextTask() {
    return tasks.pollFirst();
  }

  boolean reachable() {
    return reachable;
  }

  boolean accepting() {
    return reachable && !blocked;
  }

  CompletableFuture<Void> publish(Publication publication) {
    CompletableFuture<Void> confirmed = new CompletableFuture<>();
    change(
        () -> {
          Optional<RuntimeException> refusal = enqueue(publication);
          later(
              () ->
                  refusal.ifPresentOrElse(
                      confirmed::completeExceptionally, () -> confirmed.complete(null)));
        });
    return confirmed;
  }

  MemoryQueue queue(HandlerRef handler) {
    return queues.computeIfAbsent(handler, added -> new MemoryQueue());
  }

  void deadLetter(Publication publication, String reason) {
    deadLetters.add(new DeadLetter(publication, reason));
  }

  void forget(MemoryConsumers closed) {
    connections.remove(closed);
  }

  private Optional<RuntimeException> enqueue(Publication publication) {
    HandlerRef handler = publication.spec().handler();
    if (!accepting()) {
      return Optional.of(unreachable());
    }
    if (refused.contains(handler)) {
      return Optional.of(new PublishRefusedException(handler + ": refused"));
    }
    if (publication.spec().exclusive()) {
      queue(handler).add(publication);
      return Optional.empty();
    }
    List<MemoryQueue> listening =
        connections.stream().flatMap(each -> each.broadcastQueues(handler)).toList();
    listening.forEach(queue -> queue.add(publication));
    return listening.isEmpty()
        ? Optional.of(new PublishRefusedException(handler + ": no instance takes its broadcasts"))
        : Optional.empty();
  }

  private BrokerUnavailableException unreachable() {
    return new BrokerUnavailableException(
        reachable ? "the broker in memory is blocked" : "the broker in memory is disconnected",
        null);
  }
}
