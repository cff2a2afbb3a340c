package io.jararaca.core.beat;

import io.jararaca.core.run.Owner;
import java.util.concurrent.CompletableFuture;

/** What must be true of the {@link Catalog} before a new leader trusts it. */
@FunctionalInterface
public interface Takeover {

  /** The catalog is the truth itself. */
  Takeover NOTHING_TO_CHECK = () -> CompletableFuture.completedFuture(null);

  /**
   * Called once every partition was raised, so that no earlier leader acts any more.
   *
   * @return completes when the catalog holds nothing that was deleted before now; fails: it is
   *     asked again
   */
  CompletableFuture<Void> catchUp();

  /**
   * Asked about a message that is due while the catalog lacks it: it may have been deleted when
   * nobody watched.
   *
   * @return whether the resource is still declared; fails: it is asked again when the ledger hands
   *     the message out the next time
   */
  default CompletableFuture<Boolean> declares(Owner message) {
    return CompletableFuture.completedFuture(true);
  }
}
