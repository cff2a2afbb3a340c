package io.jararaca.benchmarks.beat;

import java.util.ArrayList;
import java.util.List;

/**
 * How long after their due instants messages got to the beat and to the broker, in microseconds.
 *
 * @param handedOut when the ledger's answer that hands it out was there
 * @param confirmed when the broker's confirm was there
 */
public record Delays(List<Long> handedOut, List<Long> confirmed) {
  private static final String BETWEEN = " ; ";

  /** Parts of one answer that stand for nothing. */
  private static final int NUMBER = 1;

  static Delays parse(String answer) {
    String[] parts = answer.split(BETWEEN, -1);
    return new Delays(numbers(parts[NUMBER]), numbers(parts[NUMBER + 1]));
  }

  private static List<Long> numbers(String text) {
    List<Long> numbers = new ArrayList<>();
    if (text.isEmpty()) {
      return numbers; // nothing was published by a sweep
    }
    for (String each : text.split(" ", -1)) {
      numbers.add(Long.parseLong(each));
    }
    return numbers;
  }

  String line() {
    return "delays" + BETWEEN + text(handedOut) + BETWEEN + text(confirmed);
  }

  private static String text(List<Long> numbers) {
    return String.join(" ", numbers.stream().map(String::valueOf).toList());
  }
}
