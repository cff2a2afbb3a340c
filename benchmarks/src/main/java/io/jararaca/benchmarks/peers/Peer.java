package io.jararaca.benchmarks.peers;

import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A system that is put to bursts by a program of its own, which takes a kind, the seconds of the
 * cap and the sizes of the bursts, and prints a line of JSON a burst.
 *
 * @param name of the system, as a table shows it
 * @param keeps where its state is
 * @param command that starts its program
 * @param cannot of a kind that it has not: why
 */
record Peer(String name, String keeps, List<String> command, Map<Kind, String> cannot) {
  private static final Pattern RESULT = Pattern.compile("^\\{");

  /** To arm a burst, and to wait for the minute at which some systems' schedules are due. */
  private static final Duration ARMING = Duration.ofMinutes(4);

  /** Runs its program to the end. */
  Outcome measure(Sandbox sandbox, Kind kind, Workload workload, Map<String, String> environment) {
    if (cannot.containsKey(kind)) {
      return new Outcome.Cannot(cannot.get(kind));
    }
    List<String> words = new ArrayList<>(command);
    words.add(kind.word());
    words.add(Long.toString(workload.cap().toSeconds()));
    workload.sizes().forEach(size -> words.add(Integer.toString(size)));
    OsProcess process = sandbox.start(logName(), words, environment);
    int status;
    try {
      status = process.awaitExit(workload.cap().plus(ARMING).multipliedBy(workload.sizes().size()));
    } catch (IllegalStateException e) {
      process.kill();
      return new Outcome.Failed("did not end");
    }
    List<CaseResult> bursts =
        process.logLines(RESULT).stream().map(CaseResult::parse).skip(1).toList();
    return status == 0 && !bursts.isEmpty()
        ? new Outcome.Measured(workload, bursts)
        : new Outcome.Failed("status " + status + ", see " + logName() + ".log");
  }

  private String logName() {
    return "peer-" + name.replaceAll("[^A-Za-z0-9]+", "-").toLowerCase(Locale.ROOT);
  }
}
