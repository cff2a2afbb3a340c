package io.jararaca.worker.process;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The machine's time at the start, plus what has passed since by a clock that nobody sets. Leases
 * and timeouts are measured by it, so that a corrected machine clock neither ends nor stretches
 * them.
 */
public final class SteadyClock implements InstantSource {

  private final Instant begun = InstantSource.system().instant();
  private final long begunNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return begun.plusNanos(System.nanoTime() - begunNanos);
  }
}
