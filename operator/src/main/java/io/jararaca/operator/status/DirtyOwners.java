package io.jararaca.operator.status;

import io.jararaca.core.run.OwnerKey;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Owners whose status may be out of date, in the order in which they are to be looked at. Each is
 * in it once: a run's moves within a moment become one look.
 */
final class DirtyOwners {

  private record Entry(OwnerKey key, long readyAt, long number) {}

  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<OwnerKey, Entry> entries = new HashMap<>();
  private final PriorityQueue<Entry> order =
      new PriorityQueue<>(Comparator.comparingLong(Entry::readyAt).thenComparing(Entry::number));
  private long count;

  DirtyOwners(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** To be looked at after that long, unless it is already waiting. */
  void mark(OwnerKey key, Duration after) {
    lock.lock();
    try {
      if (!entries.containsKey(key)) {
        Entry entry = new Entry(key, nanos.getAsLong() + after.toNanos(), count++);
        entries.put(key, entry);
        order.add(entry);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes the next that is ready; waits for it. */
  OwnerKey take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        Entry first = order.peek();
        long left = first == null ? Long.MAX_VALUE : first.readyAt() - nanos.getAsLong();
        if (first != null && left <= 0) {
          order.remove();
          entries.remove(first.key());
          return first.key();
        }
        changed.await(left, TimeUnit.NANOSECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  void clear() {
    lock.lock();
    try {
      entries.clear();
      order.clear();
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return entries.size();
    } finally {
      lock.unlock();
    }
  }
}
