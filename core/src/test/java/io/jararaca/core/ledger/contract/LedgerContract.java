package io.jararaca.core.ledger.contract;

import org.junit.jupiter.api.Nested;

/**
 * All that a ledger promises. An adapter's test extends this and says how to get a ledger and how
 * its time passes; the contracts are found by themselves.
 */
public abstract class LedgerContract implements LedgerUnderTest {

  @Nested
  class Raise extends RaiseContract {
    Raise() {
      super(LedgerContract.this);
    }
  }

  @Nested
  class Register extends RegisterContract {
    Register() {
      super(LedgerContract.this);
    }
  }

  @Nested
  class Claim extends ClaimContract {
    Claim() {
      super(LedgerContract.this);
    }
  }

  @Nested
  class Sweep extends SweepContract {
    Sweep() {
      super(LedgerContract.this);
    }
  }

  @Nested
  class Start extends StartContract {
    Start() {
      super(LedgerContract.this);
    }
  }

  @Nested
  class Complete extends CompleteContract {
    Complete() {
      super(LedgerContract.this);
    }
  }
}
