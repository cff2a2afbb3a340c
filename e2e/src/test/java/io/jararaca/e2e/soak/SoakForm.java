package io.jararaca.e2e.soak;

import java.time.Duration;
import java.util.Map;

/**
 * How long and how much.
 *
 * @param actions that tick each second
 * @param workers replicas
 * @param partition how long a network stays cut, or a broker blocked
 * @param apiOutage how long the API server is down
 * @param beatLease of the leader
 * @param runLease of a worker on its run
 */
record SoakForm(
    int actions,
    int workers,
    Duration partition,
    Duration apiOutage,
    Duration beatLease,
    Duration runLease) {

  /** For each build: little load, short leases and partitions. */
  static final SoakForm SHORT =
      new SoakForm(
          60,
          2,
          Duration.ofSeconds(8),
          Duration.ofSeconds(12),
          Duration.ofSeconds(4),
          Duration.ofSeconds(9));

  /** With the settings that everybody has. */
  static final SoakForm LONG =
      new SoakForm(
          200,
          3,
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30));

  SoakForm withActions(int count) {
    return new SoakForm(count, workers, partition, apiOutage, beatLease, runLease);
  }

  Map<String, String> operatorSettings() {
    return Map.of(
        "LEASE_SECONDS", seconds(beatLease),
        "LEASE_RENEW_SECONDS", seconds(beatLease.multipliedBy(3).dividedBy(10)),
        "RUN_LEASE_SECONDS", seconds(runLease),
        "JAVA_TOOL_OPTIONS", LOG_AS_EVER);
  }

  Map<String, String> workerSettings() {
    return Map.of(
        "RUN_LEASE_SECONDS", seconds(runLease),
        "HEARTBEAT_SECONDS", seconds(runLease.dividedBy(6)),
        "JAVA_TOOL_OPTIONS", LOG_AS_EVER);
  }

  /** The processes share this one's class path, whose tests say less. */
  private static final String LOG_AS_EVER = "-Dlogback.configurationFile=logback.xml";

  private static String seconds(Duration duration) {
    return Double.toString(duration.toMillis() / 1000.0);
  }
}
