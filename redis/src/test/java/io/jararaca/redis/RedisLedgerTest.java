package io.jararaca.redis;

import static org.awaitility.Awaitility.await;

import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.contract.LedgerContract;
import io.jararaca.core.ledger.contract.NeverStartedContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;

class RedisLedgerTest extends LedgerContract {

  private final Ledger ledger = RedisUnderTest.emptied().ledger();

  @Nested
  class NeverStarted extends NeverStartedContract {
    NeverStarted() {
      super(RedisLedgerTest.this);
    }
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public void advance(Duration duration) {
    Instant until = ledger.time().join().plus(duration);
    await().pollInterval(Duration.ofMillis(5)).until(() -> !ledger.time().join().isBefore(until));
  }
}
