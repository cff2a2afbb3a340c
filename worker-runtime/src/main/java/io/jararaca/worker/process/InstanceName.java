package io.jararaca.worker.process;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A name for this process that no other has: its pod's or host's, and something random. */
public final class InstanceName {

  private static final long VALUES = 36L * 36 * 36 * 36 * 36 * 36;

  private InstanceName() {}

  /**
   * @param variables as in {@link System#getenv()}
   */
  public static String create(Map<String, String> variables, RandomGenerator random) {
    String host = variables.getOrDefault("POD_NAME", variables.getOrDefault("HOSTNAME", ""));
    return (host.isEmpty() ? hostName() : host)
        + "-"
        + Long.toString(random.nextLong(VALUES), Character.MAX_RADIX);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException namelessHost) {
      return "worker";
    }
  }
}
