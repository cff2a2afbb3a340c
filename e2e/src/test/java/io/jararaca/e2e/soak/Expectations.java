package io.jararaca.e2e.soak;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What must have come of an install's resources, known without its ledger.
 *
 * @param actions each has a tick every second
 * @param messages owners of messages
 * @param first tick
 * @param last tick
 */
record Expectations(List<Action> actions, List<String> messages, Instant first, Instant last) {

  /**
   * An action.
   *
   * @param owner its key
   * @param together whether two of its runs may run at once
   */
  record Action(String owner, boolean together) {}

  Expectations {
    actions = List.copyOf(actions);
    messages = List.copyOf(messages);
  }

  List<Instant> ticks() {
    return LongStream.rangeClosed(first.getEpochSecond(), last.getEpochSecond())
        .mapToObj(Instant::ofEpochSecond)
        .toList();
  }

  boolean isTick(Instant instant) {
    return instant.getNano() == 0 && !instant.isBefore(first) && !instant.isAfter(last);
  }
}
