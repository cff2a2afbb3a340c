package io.jararaca.core.broker.memory;

import io.jararaca.core.broker.QueueDepth;
import io.jararaca.core.ledger.Publication;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The runs of one handler, or the broadcasts to one instance. Guarded by the broker. */
final class MemoryQueue {

  private final Deque<Publication> ready = new ArrayDeque<>();
  private final Deque<MemorySubscription> consumers = new ArrayDeque<>();

  void add(Publication publication) {
    ready.addLast(publication);
    deliver();
  }

  /** Gives back what was delivered: it is the first to be delivered again. */
  void giveBack(Publication publication) {
    ready.addFirst(publication);
  }

  void purge() {
    ready.clear();
  }

  void addConsumer(MemorySubscription consumer) {
    consumers.addLast(consumer);
    deliver();
  }

  void removeConsumer(MemorySubscription consumer) {
    consumers.remove(consumer);
  }

  QueueDepth depth() {
    int consuming = (int) consumers.stream().filter(MemorySubscription::consuming).count();
    return new QueueDepth(consuming, ready.size());
  }

  /** Hands out what waits, to the consumers with room, in turn. */
  void deliver() {
    while (!ready.isEmpty()) {
      Optional<MemorySubscription> next =
          consumers.stream().filter(MemorySubscription::hasRoom).findFirst();
      if (next.isEmpty()) {
        return;
      }
      consumers.remove(next.get());
      consumers.addLast(next.get());
      next.get().take(ready.removeFirst());
    }
  }
}
