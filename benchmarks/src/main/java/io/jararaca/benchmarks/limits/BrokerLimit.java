package io.jararaca.benchmarks.limits;

import io.jararaca.e2e.process.JavaProgram;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one publisher and one consumer reach on a quorum queue as ours are: persistent messages of
 * 200 bytes, each confirmed, at most 1,000 outstanding. Measured by RabbitMQ PerfTest.
 *
 * @param publishedPerSecond the average of confirmed messages
 * @param deliveredPerSecond the average of acknowledged messages
 */
public record BrokerLimit(long publishedPerSecond, long deliveredPerSecond) {
  private static final String PERF_TEST = "com.rabbitmq.perf.PerfTest";
  private static final Duration START_AND_END = Duration.ofMinutes(1);

  /**
   * Measures.
   *
   * @param brokerUrl of a RabbitMQ on which the queue {@code limits} may be made
   * @param duration how long messages flow
   */
  public static BrokerLimit measure(Sandbox sandbox, String brokerUrl, Duration duration) {
    String arguments =
        "--uri %s --id limits --queue limits --quorum-queue --flag persistent --size 200"
            + " --producers 1 --confirm 1000 --consumers 1 --qos 1000 --time %d";
    OsProcess perfTest =
        JavaProgram.of(PERF_TEST)
            .withJvmOptions("-Xmx512m")
            .withArguments(arguments.formatted(brokerUrl, duration.toSeconds()).split(" ", -1))
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
