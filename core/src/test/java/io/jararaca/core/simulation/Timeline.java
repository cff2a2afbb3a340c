package io.jararaca.core.simulation;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Simulated time, and what happens when. */
final class Timeline {

  private record Event(long at, long order, @Nullable Actor actor, Runnable task) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private long now;
  private long order;

  /** Nanoseconds since the beginning. */
  long now() {
    return now;
  }

  /**
   * @param actor whose task it is: it is dropped when the actor is dead, and waits while it pauses;
   *     none: the world's
   */
  void at(long nanos, @Nullable Actor actor, Runnable task) {
    events.add(new Event(Math.max(nanos, now), order++, actor, task));
  }

  void after(Duration wait, @Nullable Actor actor, Runnable task) {
    at(now + wait.toNanos(), actor, task);
  }

  /** Does the next thing. */
  void step() {
    Event next = events.remove();
    now = Math.max(now, next.at);
    Actor actor = next.actor;
    if (actor == null) {
      next.task.run();
    } else if (actor.alive() && actor.pausedUntil() > now) {
      events.add(new Event(actor.pausedUntil(), next.order, actor, next.task));
    } else if (actor.alive()) {
      next.task.run();
      actor.settle();
    }
  }
}
