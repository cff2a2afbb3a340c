package io.jararaca.core.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What the ledger must know of an owner to decide on its ticks.
 *
 * @param slotLimit live runs at once: 1 without allowOverlap, else maxActive
 * @param waitForSlot true (catchUp All): a tick that finds the slot full waits; false: it is
 *     skipped
 * @param historyLimit ended runs kept for the status, 0 to 100
 * @param maxRuns ticks that get a run in all; none: no bound
 * @param suspendAfterFailures runs that end badly in a row until the owner is suspended; none:
 *     never
 */
public record OwnerPolicy(
    int slotLimit,
    boolean waitForSlot,
    int historyLimit,
    @Nullable Integer maxRuns,
    @Nullable Integer suspendAfterFailures) {

  public OwnerPolicy {
    if (slotLimit < 1) {
      throw new IllegalArgumentException("slotLimit " + slotLimit + ": must be 1 or more");
    }
    if (historyLimit < 0 || historyLimit > 100) {
      throw new IllegalArgumentException("historyLimit " + historyLimit + ": must be 0 to 100");
    }
  }
}
