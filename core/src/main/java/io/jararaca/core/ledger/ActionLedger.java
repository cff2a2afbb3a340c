package io.jararaca.core.ledger;

import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import java.util.concurrent.CompletableFuture;

/**
 * What people say of actions themselves, whoever leads. Not fenced: it is no leader's knowledge
 * that may be old, and compares what it was said of with what the ledger has. Futures fail with
 * {@link LedgerUnavailableException} or {@link LedgerFaultException}.
 */
public interface ActionLedger {

  /**
   * Forgets an owner, as {@link LeaderLedger#forget} does.
   *
   * @return whether the ledger had it; not: nothing happens, as with another uid
   */
  CompletableFuture<Boolean> forget(Owner owner);

  /**
   * Ends a suspension by failures: the failures in a row begin anew, effectiveFrom and cursor move
   * to the change's {@code at}, and its range, the ticks of the suspension, is recorded. Runs go
   * on. Leaders hear of it by {@link WakeUp.Resumed}.
   *
   * @param change as in a {@link Registration}; its schedule is the one that the ledger has
   * @return false: it is not suspended, or not as the change says (read it again)
   */
  CompletableFuture<Boolean> resume(OwnerKey owner, Registration.Change change);
}
