package io.jararaca.core.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** All that is left to chance in a history; the seed decides it. */
final class Chance {

  private static final long MICRO = 1_000;

  private final SplittableRandom random;

  Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  boolean percent(int share) {
    return random.nextInt(100) < share;
  }

  /** From the one, included, to the other, excluded. */
  long nanos(long from, long to) {
    return random.nextLong(from, to);
  }

  Duration millis(int from, int to) {
    return Duration.ofMillis(random.nextInt(from, to));
  }

  int number(int from, int to) {
    return random.nextInt(from, to);
  }

  /** How long a message takes: mostly little. */
  long latency() {
    return percent(3) ? nanos(20_000 * MICRO, 300_000 * MICRO) : nanos(200 * MICRO, 3_000 * MICRO);
  }

  <T> T oneOf(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  SplittableRandom random() {
    return random;
  }
}
