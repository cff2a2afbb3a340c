package io.jararaca.benchmarks.lateness;

import static io.jararaca.benchmarks.Figures.tenths;
import static io.jararaca.benchmarks.Figures.whole;

import io.jararaca.benchmarks.BenchCommand;
import io.jararaca.benchmarks.BenchServers;
import io.jararaca.benchmarks.Figures;
import io.jararaca.benchmarks.Surroundings;
import io.jararaca.benchmarks.beat.BeatProcess;
import io.jararaca.benchmarks.beat.Delays;
import io.jararaca.core.ledger.LedgerReader;
import io.jararaca.core.run.RunId;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import io.jararaca.redis.RedisBackend;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./dev bench lateness}: from a message's due instant to the start of its handler, at low
 * load, with a beat and a worker as processes of their own.
 */
@Command(name = "./dev bench lateness", sortOptions = false)
public final class Lateness extends BenchCommand {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int MOST_WARM_UP = 200;

  @Option(
      names = "--size",
      defaultValue = "1000",
      description = "Messages that count (${DEFAULT-VALUE}).")
  private int size;

  private final InstantSource clock = InstantSource.system();

  private Lateness() {
    super("lateness");
  }

  public static void main(String[] args) {
    main(new Lateness(), args);
  }

  /**
   * @param delays as the beat saw them
   * @param startMicros to the START, by the ledger
   * @param handlerMicros to the handler's first instruction
   * @param timerMicros of the bare timer
   * @param diskMicros of the bare disk
   */
  private record Seen(
      Delays delays,
      Figures startMicros,
      Figures handlerMicros,
      Figures timerMicros,
      Figures diskMicros) {}

  @Override
  protected String measure(Sandbox sandbox) {
    if (size < 1) {
      throw new IllegalArgumentException("--size must be 1 or more");
    }
    String backendUrl = BenchServers.backendUrl(sandbox);
    String brokerUrl = BenchServers.brokerUrl(sandbox);
    String install = BenchServers.freshInstall();
    Surroundings surroundings = new Surroundings(backendUrl, brokerUrl);
    BeatProcess beat = BeatProcess.start(sandbox, backendUrl, brokerUrl, install);
    OsProcess worker = BenchWorker.start(sandbox, backendUrl, brokerUrl, install, 0);
    try (RedisBackend redis = RedisBackend.connect(backendUrl, install);
        BareTimer warmUpTimer = new BareTimer(clock);
        BareTimer timer = new BareTimer(clock);
        BareDisk disk = new BareDisk(sandbox.folder("bare-disk"))) {
      Awaitility.await("Redis").atMost(PATIENCE).until(() -> redis.state().connected());
      awaitStarts(worker, messages(redis, warmUpTimer).submit(Math.min(size, MOST_WARM_UP)));
      beat.delays();
      List<RunId> runs = messages(redis, timer).submit(size);
      Map<String, Long> starts = awaitStarts(worker, runs);
      Awaitility.await("the timer").atMost(PATIENCE).until(() -> timer.lateMicros().size() == size);
      Seen seen =
          new Seen(
              beat.delays(),
              Figures.of(startsByLedger(redis.ledger(), runs)),
              Figures.of(runs.stream().map(run -> starts.get(run.toString())).toList()),
              Figures.of(timer.lateMicros()),
              Figures.of(disk.micros()));
      return report(surroundings, seen);
    }
  }

  private Messages messages(RedisBackend redis, BareTimer timer) {
    return new Messages(redis.ledger(), clock, new Random(17), timer);
  }

  /** Microseconds late by run id; each run must have started once. */
  private static Map<String, Long> awaitStarts(OsProcess worker, List<RunId> runs) {
    Map<String, Long> found = new HashMap<>();
    Awaitility.await("a start of each run")
        .atMost(PATIENCE)
        .until(
            () -> {
              found.clear();
              BenchWorker.starts(worker).forEach(s -> found.put(s.run(), s.lateMicros()));
              return runs.stream().allMatch(run -> found.containsKey(run.toString()));
            });
    return found;
  }

  private static List<Long> startsByLedger(LedgerReader ledger, List<RunId> runs) {
    List<Long> micros = new ArrayList<>();
    for (RunId id : runs) {
      ledger
          .run(id)
          .join()
          .ifPresent(
              run -> {
                Instant startedAt = run.startedAt();
                if (startedAt == null || run.attempts() != 1) {
                  throw new IllegalStateException(run + ": was not started once");
                }
                micros.add(Duration.between(run.plannedAt(), startedAt).toNanos() / 1_000);
              });
    }
    return micros;
  }

  private String report(Surroundings surroundings, Seen seen) {
    return """
        %s messages, one every 50 ms, each submitted by itself 0.3 to 3 s before it is due, at any millisecond of a second; one beat, one
        worker. From the due instant, in milliseconds; the bare timer is a ScheduledExecutorService given the same instants at the same time.
        A quorum queue takes a message when the disk has kept it: the last line is how long a file on that disk took to, meanwhile.
        Goal: the handler's p99 below 25 ms. %s

        | From the due instant to | p50 | p99 | Most |
        |---|---:|---:|---:|
        """
            .formatted(whole(size), surroundings.describe())
        + row("the ledger's hand-out, seen by the beat", Figures.of(seen.delays().handedOut()))
        + row("the broker's confirm, seen by the beat", Figures.of(seen.delays().confirmed()))
        + row("START in the ledger, in whole ms", seen.startMicros())
        + row("**the handler's first instruction**", seen.handlerMicros())
        + row("a bare timer's task", seen.timerMicros())
        + row("200 bytes on disk, with fsync", seen.diskMicros());
  }

  private static String row(String what, Figures micros) {
    return "| %s | %s | %s | %s |%n"
        .formatted(
            what,
            tenths(micros.median() / 1_000),
            tenths(micros.percentile(99) / 1_000),
            tenths(micros.max() / 1_000));
  }
}
