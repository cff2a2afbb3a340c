package io.jararaca.operator.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jararaca.core.beat.Catalog;
import io.jararaca.core.beat.Takeover;
import io.jararaca.core.run.Owner;
import io.jararaca.operator.settings.WatchScope;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * A new leader asks the API server which resources exist, and drops from the catalog those that do
 * not: its watches may lag behind a deletion that the leader before it has seen.
 */
public final class ListedTakeover implements Takeover {

  private final DeclaredOwners declared;
  private final Catalog catalog;

  ListedTakeover(DeclaredOwners declared, Catalog catalog) {
    this.declared = declared;
    this.catalog = catalog;
  }

  public ListedTakeover(KubernetesClient client, WatchScope scope, Catalog catalog) {
    this(new MetadataList(client, scope), catalog);
  }

  @Override
  public CompletableFuture<Void> catchUp() {
    // Taken before the list, so that what is created meanwhile is not taken for deleted.
    List<Owner> known = catalog.entries().stream().map(Catalog.Entry::owner).toList();
    return declared
        .list()
        .thenAccept(
            existing ->
                known.stream()
                    .filter(owner -> !existing.containsKey(owner))
                    .forEach(catalog::delete));
  }

  @Override
  public CompletableFuture<Set<Owner>> missing(Set<Owner> owners) {
    return declared
        .list()
        .thenApply(
            existing ->
                owners.stream()
                    .filter(owner -> declared.covers(owner.key()) && !existing.containsKey(owner))
                    .collect(Collectors.toSet()));
  }

  @Override
  public CompletableFuture<Boolean> declares(Owner message) {
    return declared.exists(message);
  }
}
