package io.jararaca.core.beat;

import io.jararaca.core.run.Owner;
import java.util.Set;
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
   * Asked about owners that the ledger has though the catalog lacks them: they may have been
   * deleted when nobody watched.
   *
   * @return those of them that do not exist at an instant after this call. Never one that this beat
   *     would not declare if it existed; fails: it is asked again
   */
  default CompletableFuture<Set<Owner>> missing(Set<Owner> owners) {
    return CompletableFuture.completedFuture(Set.of());
  }

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
