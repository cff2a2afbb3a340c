package io.jararaca.benchmarks.limits;

import static io.jararaca.benchmarks.Figures.whole;

import io.jararaca.benchmarks.BenchCommand;
import io.jararaca.benchmarks.BenchServers;
import io.jararaca.benchmarks.Surroundings;
import io.jararaca.e2e.process.Sandbox;
import java.time.Duration;
import picocli.CommandLine.Command;

/** {@code ./dev bench limits}: what Redis and RabbitMQ reach by their own tools. */
@Command(name = "./dev bench limits", sortOptions = false)
public final class Limits extends BenchCommand {
  private static final Duration FLOW = Duration.ofSeconds(20);

  private Limits() {
    super("limits");
  }

  public static void main(String[] args) {
    main(new Limits(), args);
  }

  @Override
  protected String measure(Sandbox sandbox) {
    String backendUrl = BenchServers.backendUrl(sandbox);
    String brokerUrl = BenchServers.brokerUrl(sandbox);
    Surroundings surroundings = new Surroundings(backendUrl, brokerUrl);
    RedisLimit redis = RedisLimit.measure(sandbox, backendUrl);
    BrokerLimit broker = BrokerLimit.measure(sandbox, brokerUrl, FLOW);
    return """
        By redis-benchmark (16 connections) and RabbitMQ PerfTest (one publisher, one consumer, a quorum queue, persistent messages of
        200 bytes, confirmed, at most 1,000 outstanding), each server alone. %s

        | What | A second |
        |---|---:|
        | Redis, HSET of 200 bytes | %s |
        | Redis, the same in pipelines of 100 | %s |
        | Redis, a script with one HSET | %s |
        | RabbitMQ, published and confirmed | %s |
        | RabbitMQ, delivered and acknowledged | %s |
        """
        .formatted(
            surroundings.describe(),
            whole(redis.writesPerSecond()),
            whole(redis.pipelinedWritesPerSecond()),
            whole(redis.scriptsPerSecond()),
            whole(broker.publishedPerSecond()),
            whole(broker.deliveredPerSecond()));
  }
}
