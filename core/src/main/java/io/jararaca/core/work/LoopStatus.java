package io.jararaca.core.work;

/**
 * How a worker does.
 *
 * @param ledgerAvailable whether the ledger's last answer was one
 * @param brokerAvailable whether connected to the broker
 * @param draining whether it takes no more runs
 * @param running runs that hold a slot
 * @param waiting deliveries in line for a slot
 * @param held deliveries that wait for the ledger
 */
public record LoopStatus(
    boolean ledgerAvailable,
    boolean brokerAvailable,
    boolean draining,
    int running,
    int waiting,
    int held) {

  public static final LoopStatus NOT_STARTED = new LoopStatus(false, false, false, 0, 0, 0);

  /** Whether it takes runs and can run them. */
  public boolean ready() {
    return ledgerAvailable && brokerAvailable && !draining;
  }
}
