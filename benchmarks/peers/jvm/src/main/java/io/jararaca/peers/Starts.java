package io.jararaca.peers;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Which pieces of a burst were started, and when the last was. */
final class Starts {
  private final InstantSource clock;
  private final Instant dueAt;
  private final AtomicIntegerArray seen;
  private final CountDownLatch missing;
  private final LongAdder early = new LongAdder();
  private final LongAccumulator lastMicros = new LongAccumulator(Math::max, Long.MIN_VALUE);

  Starts(Burst burst, InstantSource clock) {
    this.clock = clock;
    dueAt = burst.dueAt();
    seen = new AtomicIntegerArray(burst.size());
    missing = new CountDownLatch(burst.size());
  }

  /** The first instruction of every handler. */
  void note(int piece) {
    long micros = dueAt.until(clock.instant(), ChronoUnit.MICROS);
    if (seen.getAndIncrement(piece) > 0) {
      return; // a second time counts for nothing
    }
    lastMicros.accumulate(micros);
    if (micros < 0) {
      early.increment();
    }
    missing.countDown();
  }

  /**
   * Waits for all, but no longer than so long after the due instant.
   *
   * @return whether all were started
   */
  boolean await(Duration cap) throws InterruptedException {
    long left = clock.instant().until(dueAt.plus(cap), ChronoUnit.MILLIS);
    return missing.await(left, TimeUnit.MILLISECONDS);
  }

  /** A line for ./dev bench peers: of how many pieces, how many were started, and when the last. */
  String json(String version) {
    long started = seen.length() - missing.getCount();
    return String.format(
        Locale.ROOT,
        "{\"version\": \"%s\", \"size\": %d, \"started\": %d, \"early\": %d, \"lastStartMs\": %.1f}",
        version,
        seen.length(),
        started,
        early.sum(),
        started == 0 ? 0.0 : lastMicros.get() / 1_000.0);
  }
}
