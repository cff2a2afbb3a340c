package io.jararaca.redis;

import static org.awaitility.Awaitility.await;

import io.jararaca.core.ledger.Ledger;
import io.jararaca.core.ledger.contract.LedgerContract;
import java.time.Duration;
import java.time.Instant;

class RedisLedgerTest extends LedgerContract {

  private final Ledger ledger = RedisUnderTest.emptied().ledger();

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
