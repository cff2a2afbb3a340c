package io.jararaca.benchmarks;

import io.jararaca.e2e.process.Sandbox;
import io.jararaca.e2e.server.RabbitServer;
import io.jararaca.e2e.server.RedisServer;
import java.util.Optional;
import java.util.UUID;

/** The Redis and RabbitMQ that BACKEND_URL and BROKER_URL name, or a bench's own. */
public final class BenchServers {
  private BenchServers() {}

  /** URL of Redis. */
  public static String backendUrl(Sandbox sandbox) {
    return Optional.ofNullable(System.getenv("BACKEND_URL"))
        .orElseGet(() -> RedisServer.started(sandbox).url());
  }

  /** URL of RabbitMQ. */
  public static String brokerUrl(Sandbox sandbox) {
    return Optional.ofNullable(System.getenv("BROKER_URL"))
        .orElseGet(() -> RabbitServer.started(sandbox).url());
  }

  /** The name of an install that no one else uses. */
  public static String freshInstall() {
    return "bench-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
