package io.jararaca.core.beat;

import io.jararaca.core.run.HandlerRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Queues that refuse runs, each left alone for a while that doubles from 1 s to 1 min. */
final class ClosedQueues {

  private static final long FIRST_MILLIS = 1_000;
  private static final long LONGEST_MILLIS = 60_000;

  private record Closed(long until, long backOffMillis) {}

  private final Map<HandlerRef, Closed> closed = new HashMap<>();

  void refused(HandlerRef queue, long now) {
    closed.compute(
        queue,
        (key, known) -> {
          if (known == null) {
            return new Closed(now + FIRST_MILLIS, FIRST_MILLIS);
          }
          if (now < known.until) {
            return known;
          }
          long backOff = Math.min(2 * known.backOffMillis, LONGEST_MILLIS);
          return new Closed(now + backOff, backOff);
        });
  }

  void accepted(HandlerRef queue) {
    closed.remove(queue);
  }

  /** The queues to leave alone now, and for how long. */
  Map<HandlerRef, Duration> at(long now) {
    if (closed.isEmpty()) {
      return Map.of();
    }
    return closed.entrySet().stream()
        .filter(entry -> entry.getValue().until > now)
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, entry -> Duration.ofMillis(entry.getValue().until - now)));
  }
}
