package io.jararaca.core.ledger.memory;

import io.jararaca.core.SettableClock;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.contract.LedgerContract;
import java.time.Duration;
import java.time.Instant;

class InMemoryLedgerTest extends LedgerContract {

  private final SettableClock clock =
      new SettableClock(Instant.parse("2026-03-01T08:00:00.123456Z"));
  private final Ledger ledger = new InMemoryLedger(clock);

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public void advance(Duration duration) {
    clock.advance(duration);
  }
}
