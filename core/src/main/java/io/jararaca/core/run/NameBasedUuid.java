package io.jararaca.core.run;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Version 5 UUIDs (RFC 9562, section 5.5): the same name gives the same UUID everywhere. */
final class NameBasedUuid {

  private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

  /** The namespace of all our names. */
  private static final UUID JARARACA = of(DNS, "jararaca.io");

  private NameBasedUuid() {}

  static UUID of(String name) {
    return of(JARARACA, name);
  }

  static UUID of(UUID namespace, String name) {
    byte[] prefix =
        ByteBuffer.allocate(16)
            .putLong(namespace.getMostSignificantBits())
            .putLong(namespace.getLeastSignificantBits())
            .array();
    ByteBuffer hash = Sha1.digest(prefix, name);
    long most = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x5000L;
    long least = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(most, least);
  }
}
