package io.jararaca.benchmarks.limits;

import io.jararaca.e2e.process.JavaProgram;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What RabbitMQ PerfTest reaches on quorum queues as ours are: persistent messages of 200 bytes,
 * each confirmed, at most 1,000 outstanding, consumed at the same time.
 *
 * @param publishedPerSecond the average of confirmed messages
 * @param deliveredPerSecond the average of acknowledged messages
 */
public record BrokerLimit(long publishedPerSecond, long deliveredPerSecond) {
  private static final String PERF_TEST = "com.rabbitmq.perf.PerfTest";
  private static final Duration START_AND_END = Duration.ofMinutes(1);
  private static final int OUTSTANDING = 1_000;

  /**
   * Measures one publisher and one consumer on one queue.
   *
   * @param brokerUrl of a RabbitMQ on which the queue {@code limits-1} may be made
   * @param duration how long messages flow
   */
  public static BrokerLimit measure(Sandbox sandbox, String brokerUrl, Duration duration) {
    return measure(sandbox, brokerUrl, duration, 1);
  }

  /**
   * Measures a publisher and a consumer for each of several queues; what may be outstanding is
   * shared among them.
   *
   * @param brokerUrl of a RabbitMQ on which the queues {@code limits-1} to {@code limits-<queues>}
   *     may be made
   * @param duration how long messages flow
   */
  public static BrokerLimit measure(
      Sandbox sandbox, String brokerUrl, Duration duration, int queues) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--uri", brokerUrl, "--id", "limits", "--quorum-queue"));
    arguments.addAll(List.of("--flag", "persistent", "--size", "200"));
    arguments.addAll(List.of("--time", Long.toString(duration.toSeconds())));
    arguments.addAll(List.of("--confirm", Integer.toString(OUTSTANDING / queues)));
    arguments.addAll(List.of("--qos", Integer.toString(OUTSTANDING / queues)));
    arguments.addAll(List.of("--producers", Integer.toString(queues)));
    arguments.addAll(List.of("--consumers", Integer.toString(queues)));
    arguments.addAll(List.of("--queue-pattern", "limits-%d"));
    arguments.addAll(List.of("--queue-pattern-from", "1"));
    arguments.addAll(List.of("--queue-pattern-to", Integer.toString(queues)));
    OsProcess perfTest =
        JavaProgram.of(PERF_TEST)
            .withJvmOptions("-Xmx512m")
            .withArguments(arguments.toArray(String[]::new))
            .start(sandbox, "perf-test");
    int status = perfTest.awaitExit(duration.plus(START_AND_END));
    if (status != 0) {
      throw new IllegalStateException("PerfTest failed\n" + perfTest.tail());
    }
    return new BrokerLimit(average(perfTest, "sending"), average(perfTest, "receiving"));
  }

  private static long average(OsProcess perfTest, String direction) {
    Pattern line = Pattern.compile(direction + " rate avg: (\\d+) msg/s");
    Matcher found = line.matcher(perfTest.log());
    if (!found.find()) {
      throw new IllegalStateException(
          "PerfTest names no " + direction + " rate\n" + perfTest.tail());
    }
    return Long.parseLong(found.group(1));
  }
}
