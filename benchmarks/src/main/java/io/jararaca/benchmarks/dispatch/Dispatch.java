package io.jararaca.benchmarks.dispatch;

import static io.jararaca.benchmarks.Figures.whole;

import io.jararaca.benchmarks.BenchCommand;
import io.jararaca.benchmarks.BenchServers;
import io.jararaca.benchmarks.Figures;
import io.jararaca.benchmarks.Surroundings;
import io.jararaca.benchmarks.beat.BeatProcess;
import io.jararaca.benchmarks.limits.BrokerLimit;
import io.jararaca.benchmarks.limits.RedisLimit;
import io.jararaca.e2e.process.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./dev bench dispatch}: schedules that are due at one instant, from that instant until the
 * last run was claimed, published, confirmed and committed, beside what the broker does at most.
 */
@Command(name = "./dev bench dispatch", sortOptions = false)
public final class Dispatch extends BenchCommand {
  private static final int HANDLERS = 100;
  private static final int MIN_FLOW_SECONDS = 2;
  private static final int MAX_FLOW_SECONDS = 15;
  private static final int SIZE_OF_A_FLOW_SECOND = 500;

  @Option(
      names = "--size",
      defaultValue = "10000",
      description = "Schedules a burst (${DEFAULT-VALUE}).")
  private int size;

  @Option(
      names = "--bursts",
      defaultValue = "3",
      description = "Bursts to take the median of (${DEFAULT-VALUE}).")
  private int bursts;

  private Dispatch() {
    super("dispatch");
  }

  public static void main(String[] args) {
    main(new Dispatch(), args);
  }

  @Override
  protected String measure(Sandbox sandbox) {
    if (size < HANDLERS || bursts < 1) {
      throw new IllegalArgumentException("--size must be 100 or more, --bursts 1 or more");
    }
    String backendUrl = BenchServers.backendUrl(sandbox);
    String brokerUrl = BenchServers.brokerUrl(sandbox);
    Surroundings surroundings = new Surroundings(backendUrl, brokerUrl);
    RedisLimit redis = RedisLimit.measure(sandbox, backendUrl);
    BeatProcess beat =
        BeatProcess.start(sandbox, backendUrl, brokerUrl, BenchServers.freshInstall());
    beat.burst(size, HANDLERS); // makes the queues, and warms the beat up
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < bursts; i++) {
      rounds.add(
          new Round(
              BrokerLimit.measure(sandbox, brokerUrl, flow()),
              BrokerLimit.measure(sandbox, brokerUrl, flow(), HANDLERS),
              beat.burst(size, HANDLERS)));
    }
    return report(surroundings, redis, rounds);
  }

  private Duration flow() {
    int seconds = Math.min(size / SIZE_OF_A_FLOW_SECOND, MAX_FLOW_SECONDS);
    return Duration.ofSeconds(Math.max(MIN_FLOW_SECONDS, seconds));
  }

  private String report(Surroundings surroundings, RedisLimit redis, List<Round> rounds) {
    double perSecond = median(rounds, round -> round.burst().perSecond());
    return """
        %s schedules over %d handlers, payloads of 200 bytes, all due at one instant, no worker: from that instant until the last run
        was claimed, published, confirmed by the broker and recorded as such in the ledger. Then every run is Dispatched, and the
        queues hold each once. Medians of %d bursts, each right after PerfTest (quorum queues, persistent messages of 200 bytes, confirmed, at
        most 1,000 outstanding, consumed at the same time). %s

        | What | Median | Each |
        |---|---:|---|
        """
            .formatted(whole(size), HANDLERS, rounds.size(), surroundings.describe())
        + row("last run claimed after, ms", rounds, round -> round.burst().claimedMs())
        + row("last run confirmed after, ms", rounds, round -> round.burst().confirmedMs())
        + row("last run committed after, ms", rounds, round -> round.burst().committedMs())
        + row("**runs a second**", rounds, round -> round.burst().perSecond())
        + row("processor time a run: beat, µs", rounds, r -> perRun(r, r.burst().beatCpuMs()))
        + row("processor time a run: Redis, µs", rounds, r -> perRun(r, r.burst().redisCpuMs()))
        + row("processor time a run: RabbitMQ, µs", rounds, r -> perRun(r, r.burst().rabbitCpuMs()))
        + row("PerfTest, one queue, a second", rounds, r -> r.oneQueue().publishedPerSecond())
        + row(
            "PerfTest, " + HANDLERS + " queues, a second",
            rounds,
            r -> r.manyQueues().publishedPerSecond())
        + row("burst, % of PerfTest on one queue", rounds, round -> 100 * round.ofOneQueue())
        + row(
            "burst, % of PerfTest on " + HANDLERS + " queues",
            rounds,
            round -> 100 * round.ofManyQueues())
        + redisRow("Redis, HSET of 200 bytes, a second", redis.writesPerSecond(), perSecond)
        + redisRow(
            "Redis, the same in pipelines of 100", redis.pipelinedWritesPerSecond(), perSecond);
  }

  private static double perRun(Round round, long millis) {
    return millis * 1_000.0 / round.burst().runs();
  }

  private static String redisRow(String what, double rate, double perSecond) {
    return String.format(
        Locale.ROOT, "| %s | %s | %.0f for each run |%n", what, whole(rate), rate / perSecond);
  }

  private static String row(String what, List<Round> rounds, ToDoubleFunction<Round> value) {
    String each =
        rounds.stream()
            .map(round -> whole(value.applyAsDouble(round)))
            .collect(Collectors.joining("; "));
    return String.format("| %s | %s | %s |%n", what, whole(median(rounds, value)), each);
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
    return Figures.of(rounds.stream().mapToDouble(value).boxed().toList()).median();
  }
}
