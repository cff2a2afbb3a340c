package io.jararaca.operator.reconcile;

import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks the API server itself, not a cache, which resources exist. */
@FunctionalInterface
interface DeclaredOwners {

  /** All resources of the scope at an instant after this call, with their generations. */
  CompletableFuture<Map<Owner, Long>> list();

  /** Whether an owner is in the scope. */
  default boolean covers(OwnerKey owner) {
    return true;
  }

  /** Whether one resource, by name and uid, exists; true for what is outside the scope. */
  default CompletableFuture<Boolean> exists(Owner owner) {
    return list().thenApply(all -> all.containsKey(owner));
  }
}
