package io.jararaca.core.run;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * One of the 64 parts of the ledger. Everything about an owner, its runs included, lives in one.
 */
public record Partition(int index) {

  public static final int COUNT = 64;
  private static final List<Partition> ALL =
      IntStream.range(0, COUNT).mapToObj(Partition::new).toList();

  public Partition {
    if (index < 0 || index >= COUNT) {
      throw new IllegalArgumentException("partition " + index + ": must be 0 to " + (COUNT - 1));
    }
  }

  public static List<Partition> all() {
    return ALL;
  }

  /** The partition of a text: CRC-32 (ISO 3309) of its UTF-8 bytes, modulo {@link #COUNT}. */
  public static Partition of(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return ALL.get((int) (crc.getValue() % COUNT));
  }

  /** {@code p17}: the name used in Redis keys. */
  @Override
  public String toString() {
    return "p" + index;
  }
}
