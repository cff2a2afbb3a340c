package io.jararaca.core.ledger.contract;

import io.jararaca.core.ledger.Ledger;
import java.time.Duration;

/** What a contract needs of an adapter. */
public interface LedgerUnderTest {

  /** A ledger that was empty when this test began; the same one throughout a test. */
  Ledger ledger();

  /**
   * Lets at least that much of the ledger's time pass: moves the clock, or waits until {@code
   * ledger().time()} says so.
   */
  void advance(Duration duration);
}
