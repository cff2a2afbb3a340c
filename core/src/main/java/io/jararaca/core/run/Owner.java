package io.jararaca.core.run;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * One life of a resource: its key, and the uid that tells it from a later resource of the same
 * name.
 */
public record Owner(OwnerKey key, String uid) {

  public Owner {
    requireNonNull(key, "key");
    requireNonNull(uid, "uid");
    if (uid.isEmpty()) {
      throw new IllegalArgumentException("uid: must not be empty");
    }
  }

  /**
   * One outside Kubernetes, where nobody gives uids: it is made of the key, so that it is the same
   * in every process.
   */
  public static Owner named(OwnerKey key) {
    byte[] name = key.toString().getBytes(StandardCharsets.UTF_8);
    return new Owner(key, UUID.nameUUIDFromBytes(name).toString());
  }
}
