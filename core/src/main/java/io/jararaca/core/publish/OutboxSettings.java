package io.jararaca.core.publish;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How an {@link Outbox} works.
 *
 * @param maxOutstanding messages that the ledger has not answered, at most, 1 or more
 * @param whenFull what becomes of a message beyond them
 * @param maxCalls calls under way at once, 1 or more
 * @param patience how long a message is tried again while the ledger does not answer
 */
public record OutboxSettings(
    int maxOutstanding, WhenFull whenFull, int maxCalls, Duration patience) {

  public static final OutboxSettings DEFAULT =
      new OutboxSettings(20_000, WhenFull.BLOCK, 4, Duration.ofSeconds(30));

  /** What becomes of a message for which there is no room. */
  public enum WhenFull {
    /** Its publisher waits for room. */
    BLOCK,
    /** It fails with {@link OutboxFullException}. */
    FAIL
  }

  public OutboxSettings {
    requireNonNull(whenFull, "whenFull");
    requireNonNull(patience, "patience");
    if (maxOutstanding < 1) {
      throw new IllegalArgumentException(
          "maxOutstanding " + maxOutstanding + ": must be 1 or more");
    }
    if (maxCalls < 1) {
      throw new IllegalArgumentException("maxCalls " + maxCalls + ": must be 1 or more");
    }
  }
}
