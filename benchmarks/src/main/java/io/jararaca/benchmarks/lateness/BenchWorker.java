package io.jararaca.benchmarks.lateness;

import io.jararaca.benchmarks.beat.Burst;
import io.jararaca.e2e.process.JavaProgram;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import io.jararaca.worker.PayloadHandler;
import io.jararaca.worker.Run;
import io.jararaca.worker.Worker;
import io.jararaca.worker.WorkerBuilder;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A worker process whose handlers tell when they were started. */
public final class BenchWorker {
  static final String NAMESPACE = Burst.NAMESPACE;
  static final String HANDLER = "note-the-time";

  private static final Pattern STARTED = Pattern.compile("^started (\\S+) (-?\\d+)$");

  /** As much as a small pod's JVM gets. */
  private static final String[] JVM = {"-XX:+UseSerialGC", "-Xmx256m", "-XX:-UsePerfData"};

  private BenchWorker() {}

  /**
   * A handler's start.
   *
   * @param run its id
   * @param lateMicros from the due instant to the handler's first instruction
   */
  public record Start(String run, long lateMicros) {}

  /**
   * Starts one.
   *
   * @param handlers of bursts, besides the one of single messages
   */
  public static OsProcess start(
      Sandbox sandbox, String backendUrl, String brokerUrl, String install, int handlers) {
    return JavaProgram.of(BenchWorker.class.getName())
        .withJvmOptions(JVM)
        .withArguments(Integer.toString(handlers))
        .withEnvironment(
            Map.of(
                "BACKEND_URL", backendUrl,
                "BROKER_URL", brokerUrl,
                "INSTALL_NAME", install,
                "NAMESPACE", NAMESPACE,
                "POD_NAME", "bench-worker"))
        .start(sandbox, "worker");
  }

  /** What the worker has told so far. */
  public static List<Start> starts(OsProcess worker) {
    List<Start> starts = new ArrayList<>();
    for (String line : worker.logLines(STARTED)) {
      String[] words = line.split(" ", -1);
      starts.add(new Start(words[1], Long.parseLong(words[2])));
    }
    return starts;
  }

  /** See {@link #start}. */
  public static void main(String[] args) {
    InstantSource clock = InstantSource.system();
    PayloadHandler<byte[]> tell = (payload, run) -> tell(run, clock.instant());
    WorkerBuilder worker = Worker.builder().handler(HANDLER, byte[].class, tell);
    for (int i = 0; i < Integer.parseInt(args[0]); i++) {
      worker.handler(Burst.handler(i).name(), byte[].class, tell);
    }
    worker.build().run();
  }

  private static void tell(Run run, Instant now) {
    System.out.println("started " + run.id() + " " + run.plannedAt().until(now, ChronoUnit.MICROS));
  }
}
