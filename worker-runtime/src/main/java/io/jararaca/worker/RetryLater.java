package io.jararaca.worker;

import java.time.Duration;

/**
 * Thrown by a handler that wants its run again after a while. It is not a failed attempt, so no
 * retry policy bounds it.
 */
public final class RetryLater extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration delay;

  /**
   * @param delay zero or more
   */
  public RetryLater(Duration delay) {
    this(delay, "asked to be run again in " + delay);
  }

  /**
   * @param delay zero or more
   * @param reason for people
   */
  public RetryLater(Duration delay, String reason) {
    super(reason);
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay " + delay + ": must not be negative");
    }
    this.delay = delay;
  }

  public Duration delay() {
    return delay;
  }
}
