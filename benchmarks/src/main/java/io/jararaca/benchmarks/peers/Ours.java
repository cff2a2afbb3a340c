package io.jararaca.benchmarks.peers;

import io.jararaca.benchmarks.BenchServers;
import io.jararaca.benchmarks.beat.BeatProcess;
import io.jararaca.benchmarks.lateness.BenchWorker;
import io.jararaca.core.run.RunId;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import io.jararaca.redis.RedisBackend;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Our beat and one worker, each a process, put to the same bursts as the peers. */
final class Ours implements AutoCloseable {
  private static final int HANDLERS = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final InstantSource clock = InstantSource.system();
  private final Workload workload;
  private final BeatProcess beat;
  private final OsProcess worker;
  private final RedisBackend redis;
  private int startsBefore;

  Ours(Sandbox sandbox, String backendUrl, String brokerUrl, Workload workload) {
    this.workload = workload;
    String install = BenchServers.freshInstall();
    beat = BeatProcess.start(sandbox, backendUrl, brokerUrl, install);
    worker = BenchWorker.start(sandbox, backendUrl, brokerUrl, install, HANDLERS);
    redis = RedisBackend.connect(backendUrl, install);
    Awaitility.await("Redis").atMost(PATIENCE).until(() -> redis.state().connected());
  }

  Outcome.Measured measure(Kind kind) {
    List<CaseResult> bursts = new ArrayList<>();
    for (int size : workload.sizes()) {
      bursts.add(kind == Kind.RECURRING ? recurring(size) : once(size));
    }
    return new Outcome.Measured(workload, bursts.subList(1, bursts.size()));
  }

  private CaseResult recurring(int size) {
    double dispatchedMs = beat.serve(size, HANDLERS).confirmedMs();
    CaseResult result = result(size, startsOf(size), dispatchedMs);
    beat.forget();
    return result;
  }

  private CaseResult once(int size) {
    beat.delays();
    Instant dueAt = clock.instant().plusMillis(4_000 + size).truncatedTo(ChronoUnit.SECONDS);
    List<RunId> runs = new OneShots(redis.ledger()).submit(size, HANDLERS, dueAt);
    if (!clock.instant().isBefore(dueAt)) {
      throw new IllegalStateException("the messages were submitted too late");
    }
    LockSupport.parkNanos(clock.instant().until(dueAt, ChronoUnit.NANOS));
    Map<String, Long> starts = startsOf(runs.size());
    double dispatchedMs =
        beat.delays().confirmed().stream().mapToLong(Long::longValue).max().orElse(0) / 1_000.0;
    return result(size, starts, dispatchedMs);
  }

  /**
   * Microseconds late by run id, of the runs since the last such call; waits no longer than the
   * cap.
   */
  private Map<String, Long> startsOf(int size) {
    Map<String, Long> starts = new HashMap<>();
    int before = startsBefore;
    try {
      Awaitility.await("all starts")
          .atMost(workload.cap())
          .pollInterval(LOOK)
          .until(
              () -> {
                List<BenchWorker.Start> all = BenchWorker.starts(worker);
                startsBefore = all.size();
                all.subList(before, all.size()).forEach(s -> starts.put(s.run(), s.lateMicros()));
                return starts.size() >= size;
              });
    } catch (ConditionTimeoutException e) {
      throw new IllegalStateException(starts.size() + " of " + size + " started in time", e);
    }
    return starts;
  }

  private static CaseResult result(int size, Map<String, Long> starts, double dispatchedMs) {
    long last = starts.values().stream().mapToLong(Long::longValue).max().orElse(0);
    int early = (int) starts.values().stream().filter(micros -> micros < 0).count();
    return new CaseResult("", size, starts.size(), early, last / 1_000.0, dispatchedMs);
  }

  @Override
  public void close() {
    redis.close();
    worker.kill();
    beat.kill();
  }
}
