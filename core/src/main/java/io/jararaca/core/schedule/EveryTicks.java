package io.jararaca.core.schedule;

import java.util.Optional;

/**
 * A tick each interval after the anchor, whatever clocks on walls do.
 *
 * <p>The anchor itself is no tick: the first comes one interval later.
 */
record EveryTicks(long anchor, long interval) implements Ticks {

  @Override
  public long atOrAfter(long second) {
    long steps = Math.max(1, -Math.floorDiv(anchor - second, interval));
    long tick = anchor + steps * interval;
    return tick > LATEST ? NONE : tick;
  }

  @Override
  public long atOrBefore(long second) {
    long steps = Math.floorDiv(second - anchor, interval);
    return steps < 1 ? NONE : anchor + steps * interval;
  }

  @Override
  public long count(long from, long to) {
    long upTo = Math.max(0, Math.floorDiv(to - anchor, interval));
    long before = Math.max(0, Math.floorDiv(from - 1 - anchor, interval));
    return Math.max(0, upTo - before);
  }

  @Override
  public Optional<String> never() {
    return Optional.empty();
  }
}
