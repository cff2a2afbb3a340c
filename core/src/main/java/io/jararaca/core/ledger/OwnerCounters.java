package io.jararaca.core.ledger;

/**
 * Sums over an owner's life. {@code runs} counts ticks that got a run; the others count ended runs
 * and passed ticks.
 */
public record OwnerCounters(
    long runs,
    long succeeded,
    long failed,
    long timedOut,
    long lost,
    long cancelled,
    long expired,
    long skipped,
    long missed) {

  public static final OwnerCounters ZERO = new OwnerCounters(0, 0, 0, 0, 0, 0, 0, 0, 0);
}
