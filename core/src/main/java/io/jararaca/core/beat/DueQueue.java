package io.jararaca.core.beat;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Actions in the order in which the beat must look at them. Moving one leaves its old entry behind,
 * to be passed over.
 */
final class DueQueue {

  private record Entry(long wakeAt, ArmedAction action) {
    boolean stale() {
      return action.wakeAt() != wakeAt;
    }
  }

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparingLong(Entry::wakeAt));

  /** Wakes the action at that instant, epoch milliseconds, and at no other. */
  void schedule(ArmedAction action, long wakeAt) {
    if (wakeAt == action.wakeAt()) {
      return;
    }
    action.wakeAt(wakeAt);
    if (wakeAt != ArmedAction.NEVER) {
      entries.add(new Entry(wakeAt, action));
    }
  }

  /** Takes the actions whose instant has come, as long as there is room for them. */
  void takeDue(long now, Room room, Consumer<ArmedAction> taker) {
    while (earliest() <= now && room.left()) {
      ArmedAction action = entries.remove().action();
      action.wakeAt(ArmedAction.NEVER);
      taker.accept(action);
    }
  }

  /** The earliest instant, epoch milliseconds, or {@link ArmedAction#NEVER}. */
  long earliest() {
    @Nullable Entry head = entries.peek();
    while (head != null && head.stale()) {
      entries.remove();
      head = entries.peek();
    }
    return head == null ? ArmedAction.NEVER : head.wakeAt();
  }

  /** Whether more may be taken. */
  @FunctionalInterface
  interface Room {
    boolean left();
  }
}
