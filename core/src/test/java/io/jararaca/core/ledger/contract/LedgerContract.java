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
  class Edit extends EditContract {
    Edit() {
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
  class Slot extends SlotContract {
    Slot() {
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
  class NeverStarted extends NeverStartedContract {
    NeverStarted() {
      super(LedgerContract.this);
    }
  }

  @Nested
  class StateLost extends StateLostContract {
    StateLost() {
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

  @Nested
  class Trigger extends TriggerContract {
    Trigger() {
      super(LedgerContract.this);
    }
  }

  @Nested
  class Forget extends ForgetContract {
    Forget() {
      super(LedgerContract.this);
    }
  }

  @Nested
  class Suspend extends SuspendContract {
    Suspend() {
      super(LedgerContract.this);
    }
  }

  @Nested
  class ActionsOfPeople extends ActionContract {
    ActionsOfPeople() {
      super(LedgerContract.this);
    }
  }

  @Nested
  class ExceptionHandler extends ExceptionHandlerContract {
    ExceptionHandler() {
      super(LedgerContract.this);
    }
  }

  @Nested
  class Broadcast extends BroadcastContract {
    Broadcast() {
      super(LedgerContract.this);
    }
  }

  @Nested
  class Submit extends SubmitContract {
    Submit() {
      super(LedgerContract.this);
    }
  }

  @Nested
  class AwaitedEnd extends AwaitedEndContract {
    AwaitedEnd() {
      super(LedgerContract.this);
    }
  }

  @Nested
  class Duplicate extends DuplicateContract {
    Duplicate() {
      super(LedgerContract.this);
    }
  }

  @Nested
  class Waits extends WaitingContract {
    Waits() {
      super(LedgerContract.this);
    }
  }

  @Nested
  class Payload extends PayloadContract {
    Payload() {
      super(LedgerContract.this);
    }
  }

  @Nested
  class Read extends ReadContract {
    Read() {
      super(LedgerContract.this);
    }
  }

  @Nested
  class WakeUp extends WakeUpContract {
    WakeUp() {
      super(LedgerContract.this);
    }
  }

  @Nested
  class Concurrent extends ConcurrentContract {
    Concurrent() {
      super(LedgerContract.this);
    }
  }
}
