package io.jararaca.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jararaca.core.run.Partition;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of an install's keys. All keys of a partition share a hash tag, so that a Redis Cluster
 * holds them on one node; the order is that of records.lua.
 */
final class PartitionKeys {

  private static final Pattern INSTALL =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
  private static final List<String> NAMES =
      List.of(
          "meta", "timers", "runs", "bodies", "owners", "keys", "slots", "dirty", "history",
          "passed");

  private final String install;
  private final List<byte[][]> byPartition;

  PartitionKeys(String install) {
    if (!INSTALL.matcher(install).matches()) {
      throw new IllegalArgumentException(
          "install name \""
              + install
              + "\": use 1 to 63 letters, digits, \".\", \"_\" and \"-\", a letter or digit at both ends");
    }
    this.install = install;
    byPartition = Partition.all().stream().map(this::keysOf).toList();
  }

  byte[][] of(Partition partition) {
    return byPartition.get(partition.index());
  }

  byte[][] presence() {
    return new byte[][] {("jararaca:" + install + ":presence").getBytes(UTF_8)};
  }

  byte[][] leader() {
    return new byte[][] {("jararaca:" + install + ":leader").getBytes(UTF_8)};
  }

  /** Where hints are published. */
  String wakeChannel() {
    return "jararaca:" + install + ":wake";
  }

  private byte[][] keysOf(Partition partition) {
    String prefix = "jararaca:" + install + ":{" + partition + "}:";
    Stream<byte[]> keys = NAMES.stream().map(name -> (prefix + name).getBytes(UTF_8));
    return keys.toArray(byte[][]::new);
  }
}
