package io.jararaca.core.ledger.memory;

import io.jararaca.core.SettableClock;
import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.contract.LedgerContract;
import io.jararaca.core.ledger.contract.NeverStartedContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;

class InMemoryLedgerTest extends LedgerContract {

  private final SettableClock clock =
      new SettableClock(Instant.parse("2026-03-01T08:00:00.123456Z"));
  private final Ledger ledger = new InMemoryLedger(clock);

  @Nested
  class NeverStarted extends NeverStartedContract {
    NeverStarted() {
      super(InMemoryLedgerTest.this);
    }
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public void advance(Duration duration) {
    clock.advance(duration);
  }
}
