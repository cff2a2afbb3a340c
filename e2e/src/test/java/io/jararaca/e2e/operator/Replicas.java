package io.jararaca.e2e.operator;

import static org.awaitility.Awaitility.await;

import io.jararaca.e2e.install.Replica;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replicas of one install, asked for their metrics. */
record Replicas(List<Replica> all) {

  /** Lets the process log as it does outside tests. */
  static final Map<String, String> LOGS =
      Map.of("JAVA_TOOL_OPTIONS", "-Dlogback.configurationFile=logback.xml");

  /** Waits until one leads. */
  Replica leader(Duration patience) {
    return await("a replica leads")
        .atMost(patience)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                all.stream()
                    .filter(replica -> replica.process().isAlive() && leads(replica))
                    .findFirst()
                    .orElse(null),
            leader -> leader != null);
  }

  Replica other(Replica leader) {
    return all.stream().filter(replica -> replica != leader).findFirst().orElseThrow();
  }

  static boolean leads(Replica replica) {
    return metric(replica, "jararaca_leader") == 1;
  }

  /** The metric's value; 0: it is not shown, or the replica does not answer. */
  static double metric(Replica replica, String name) {
    try {
      Matcher line =
          Pattern.compile("(?m)^" + Pattern.quote(name) + " (\\S+)$").matcher(replica.metrics());
      return line.find() ? Double.parseDouble(line.group(1)) : 0;
    } catch (IOException e) {
      return 0; // it does not listen yet, or no more
    }
  }
}
