package io.jararaca.crds.decision;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * What a resource's metadata says of it.
 *
 * @param created the resource's creation
 */
public record Identity(Owner owner, long generation, Instant created) {

  public static Identity of(String kind, ObjectMeta meta) {
    return new Identity(
        owner(kind, meta),
        meta.getGeneration() == null ? 0 : meta.getGeneration(),
        OffsetDateTime.parse(meta.getCreationTimestamp()).toInstant());
  }

  public static Owner owner(String kind, ObjectMeta meta) {
    return new Owner(new OwnerKey(kind, meta.getNamespace(), meta.getName()), meta.getUid());
  }

  public OwnerKey key() {
    return owner.key();
  }
}
