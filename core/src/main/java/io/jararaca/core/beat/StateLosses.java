package io.jararaca.core.beat;

import io.jararaca.core.run.OwnerKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of a ledger that lost its state, once for all whose loss was found together. */
final class StateLosses {

  private static final Logger LOG = LoggerFactory.getLogger(StateLosses.class);

  private final BeatListener listener;
  private @Nullable OwnerKey first;
  private long actions;

  StateLosses(BeatListener listener) {
    this.listener = listener;
  }

  /** The ledger had to be told of that action anew. */
  void lost(OwnerKey action) {
    if (first == null) {
      first = action;
    }
    actions++;
  }

  /** Everything that was to be registered is. */
  void tell() {
    if (first != null) {
      LOG.error(
          "THE LEDGER HAS LOST ITS STATE: {} action(s), {} among them, were known and had to be registered anew."
              + " Their ticks since are Missed (StateLost), retries and messages that waited there may be lost,"
              + " LedgerIntact is False until the next success. Was Redis flushed, or started without its data?",
          actions,
          first);
      listener.stateLost(actions);
      first = null;
      actions = 0;
    }
  }
}
