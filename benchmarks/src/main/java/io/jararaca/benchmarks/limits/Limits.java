package io.jararaca.benchmarks.limits;

import io.jararaca.e2e.process.Sandbox;
import io.jararaca.e2e.server.RabbitServer;
import io.jararaca.e2e.server.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code ./dev bench limits}: prints the limits of the servers that BACKEND_URL and BROKER_URL
 * name, or of its own.
 */
public final class Limits {
  private static final Duration FLOW = Duration.ofSeconds(20);

  private Limits() {}

  /** Measures and prints. */
  public static void main(String[] args) {
    Path root = Path.of(System.getProperty("jararaca.root", ""));
    try (Sandbox sandbox = new Sandbox(root.resolve("benchmarks/target/limits-logs"))) {
      String backendUrl =
          Optional.ofNullable(System.getenv("BACKEND_URL"))
              .orElseGet(() -> RedisServer.started(sandbox).url());
      RedisLimit redis = RedisLimit.measure(sandbox, backendUrl);
      print("Redis, HSET 200 B", redis.writesPerSecond());
      print("Redis, HSET 200 B, pipelines of 100", redis.pipelinedWritesPerSecond());
      print("Redis, a script with one HSET 200 B", redis.scriptsPerSecond());
      String brokerUrl =
          Optional.ofNullable(System.getenv("BROKER_URL"))
              .orElseGet(() -> RabbitServer.started(sandbox).url());
      BrokerLimit broker = BrokerLimit.measure(sandbox, brokerUrl, FLOW);
      print("RabbitMQ, published and confirmed", broker.publishedPerSecond());
      print("RabbitMQ, delivered and acknowledged", broker.deliveredPerSecond());
    }
  }

  private static void print(String what, double perSecond) {
    System.out.printf("%-40s %,10.0f /s%n", what, perSecond);
  }
}
