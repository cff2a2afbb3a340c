package io.jararaca.e2e.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jararaca.e2e.server.Kubectl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A cluster with nodes, seen through one namespace of it. */
record Cluster(Kubectl kubectl, String namespace) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** Runs kubectl in the namespace. */
  String run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-n", namespace));
    return kubectl.run(all.toArray(String[]::new));
  }

  JsonNode json(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-o", "json"));
    try {
      return JSON.readTree(run(all.toArray(String[]::new)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("kubectl printed no JSON", e);
    }
  }

  void awaitRollout(String deployment) {
    run("rollout", "status", "deployment/" + deployment, "--timeout=" + PATIENCE.toSeconds() + "s");
  }

  /** How many runs of an action have succeeded. */
  int succeeded(String action) {
    return json("get", "sact", action).at("/status/counters/succeeded").asInt();
  }

  /** Waits for runs of an action beyond those that have succeeded by now. */
  void awaitRuns(String action, int more) {
    int before = succeeded(action);
    await(more + " more runs of " + action, () -> succeeded(action) >= before + more);
  }

  /** The pod that holds a Lease; empty: nobody. */
  String holder(String lease) {
    String holder = run("get", "lease", lease, "-o", "jsonpath={.spec.holderIdentity}");
    return holder.contains("_") ? holder.substring(0, holder.indexOf('_')) : "";
  }

  /** Pods of a component that run on a node. */
  List<JsonNode> pods(String component) {
    List<JsonNode> pods = new ArrayList<>();
    json("get", "pods", "-l", "app.kubernetes.io/component=" + component)
        .path("items")
        .forEach(pods::add);
    return pods;
  }

  List<String> nodes() {
    return run("get", "nodes", "-o", "jsonpath={.items[*].metadata.name}")
        .lines()
        .flatMap(line -> List.of(line.split(" ")).stream())
        .toList();
  }

  static void await(String what, Callable<Boolean> condition) {
    org.awaitility.Awaitility.await(what)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofSeconds(1))
        .until(condition);
  }
}
