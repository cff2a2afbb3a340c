package io.jararaca.core.run;

import static java.util.Objects.requireNonNull;

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
}
