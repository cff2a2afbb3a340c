package io.jararaca.benchmarks.beat;

import io.jararaca.e2e.process.JavaProgram;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.time.Duration;

/** A {@link BenchBeat} in a process of its own, asked by lines, each answered by one. */
public final class BeatProcess {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** As much as an operator's JVM gets, both compilers included. */
  private static final String[] JVM = {"-XX:+UseSerialGC", "-Xmx512m", "-XX:-UsePerfData"};

  private final OsProcess process;
  private int questions;

  private BeatProcess(OsProcess process) {
    this.process = process;
  }

  /** Starts one, which leads. */
  public static BeatProcess start(
      Sandbox sandbox, String backendUrl, String brokerUrl, String install) {
    OsProcess process =
        JavaProgram.of(BenchBeat.class.getName())
            .withJvmOptions(JVM)
            .withArguments(backendUrl, brokerUrl, install)
            .start(sandbox, "beat");
    process.awaitLogLine("^leading$", PATIENCE);
    return new BeatProcess(process);
  }

  /** Has schedules come due at one instant, over that many handlers, while no worker consumes. */
  public BurstResult burst(int size, int handlers) {
    return BurstResult.parse(ask("burst " + size + " " + handlers));
  }

  /** The same while workers consume. The schedules stay until {@link #forget}. */
  public BurstResult serve(int size, int handlers) {
    return BurstResult.parse(ask("serve " + size + " " + handlers));
  }

  /** Deletes the schedules that were served last, and what of them has not started. */
  public void forget() {
    ask("forget");
  }

  /** Of all messages since the last such question. */
  public Delays delays() {
    return Delays.parse(ask("delays"));
  }

  /** Ends it at once. */
  public void kill() {
    process.kill();
  }

  private String ask(String question) {
    questions++;
    process.tell(questions + " " + question);
    String answer = process.awaitLogLine("^" + questions + " ", PATIENCE);
    if (answer.contains(BenchBeat.FAILED)) {
      throw new IllegalStateException(question + ": " + answer + "\n" + process.tail());
    }
    return answer;
  }
}
