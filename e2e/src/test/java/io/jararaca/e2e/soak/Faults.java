package io.jararaca.e2e.soak;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** All that strikes. */
final class Faults {

  /** A goal: from a server's next answer to the next tick that begins. */
  static final Duration SERVER_IS_BACK = Duration.ofSeconds(5);

  /** A goal where ticks go on. */
  static final Duration NOTHING_HAPPENS = Duration.ofSeconds(2);

  /** How late a tick is at most that counts as having gone on. */
  static final Duration IN_TIME = Duration.ofSeconds(5);

  private Faults() {}

  static List<Fault> all(SoakForm form) {
    return Stream.of(
            ProcessFaults.with(form), RedisFaults.all(), NetworkFaults.all(), BrokerFaults.all())
        .flatMap(List::stream)
        .toList();
  }

  /** Waits up to a second, so that faults meet every step of a tick. */
  static void anyMoment(RandomGenerator random) {
    SoakStage.hold(Duration.ofMillis(random.nextInt(1000)));
  }
}
