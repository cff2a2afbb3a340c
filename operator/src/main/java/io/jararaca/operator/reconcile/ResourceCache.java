package io.jararaca.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jararaca.core.run.OwnerKey;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a reconciler's informers know now. Empty until they have started. */
public final class ResourceCache<R extends HasMetadata> {

  private volatile @Nullable Cache<R> cache;

  void is(Cache<R> known) {
    cache = known;
  }

  public Optional<R> find(OwnerKey key) {
    Cache<R> known = cache;
    return known == null
        ? Optional.empty()
        : known.get(new ResourceID(key.name(), key.namespace()));
  }

  /** The keys of all that is known, of that kind. */
  public Stream<OwnerKey> keys(String kind) {
    Cache<R> known = cache;
    return known == null
        ? Stream.empty()
        : known.keys().map(id -> new OwnerKey(kind, id.getNamespace().orElseThrow(), id.getName()));
  }
}
