package io.jararaca.core.simulation;

import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.memory.InMemoryLedger;

/** A fault planted in the product, which the simulation must find. */
enum Breakage {
  NONE;

  Ledger in(InMemoryLedger ledger, Simulation world) {
    return ledger;
  }
}
