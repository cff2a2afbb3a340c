package io.jararaca.core.ledger;

import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import java.time.Instant;

/** A hint from the ledger. Hints may be lost or come twice; the poll is the truth. */
public sealed interface WakeUp {

  Partition partition();

  /**
   * A run that went to Pending (submitted, edited, to be retried, handed back) is looked at sooner
   * than everything else in this partition.
   */
  record Due(Partition partition, Instant at) implements WakeUp {}

  /** A run left the slot of an owner that was parked by SlotBusy; it is parked no longer. */
  record SlotFreed(Partition partition, OwnerKey owner) implements WakeUp {}

  /** A person ended the suspension by failures of an owner: register it again. */
  record Resumed(Partition partition, OwnerKey owner) implements WakeUp {}

  /** This partition has owners whose state changed, where it had none. */
  record Dirty(Partition partition) implements WakeUp {}
}
