package io.jararaca.core.presence;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Who is there to work. Futures fail with {@link
 * io.jararaca.core.ledger.LedgerUnavailableException}.
 */
public interface Presence {

  /**
   * Says that an instance is alive, until that long from now by the ledger's time. Again and again
   * while it lives.
   */
  CompletableFuture<Void> announce(WorkerInstance worker, Duration validity);

  /** Says that an instance is going. */
  CompletableFuture<Void> withdraw(String instance);

  /** Those whose announcement is valid now. */
  CompletableFuture<List<WorkerInstance>> live();
}
