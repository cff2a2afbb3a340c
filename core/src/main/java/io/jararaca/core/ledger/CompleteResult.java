package io.jararaca.core.ledger;

import io.jararaca.core.run.RunState;
import java.time.Instant;

/** What became of a run after its attempt. */
public sealed interface CompleteResult {

  /** The run ended (for broadcast: this instance's part did, and {@code state} is the part's). */
  record Ended(RunState state) implements CompleteResult {}

  /** The run waits for another attempt. */
  record WillRetry(Instant at) implements CompleteResult {}

  /** The lease is not the run's any more: somebody else decided. */
  record Refused(String reason) implements CompleteResult {}
}
