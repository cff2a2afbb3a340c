package io.jararaca.e2e.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.jararaca.e2e.demo.Example;
import io.jararaca.e2e.demo.Scoreboard;
import io.jararaca.e2e.helm.HelmChart;
import io.jararaca.e2e.helm.HelmRelease;
import io.jararaca.e2e.process.Sandbox;
import io.jararaca.e2e.server.Kubectl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Installs the chart on the cluster of KUBECONFIG, whose nodes have the images already, and tries
 * it there: the examples run in worker pods, the leading pod goes, a node is drained, workers are
 * scaled, the release is upgraded, put back and uninstalled. What it made is deleted at the end,
 * unless a step failed.
 */
public final class VerifyCluster {

  private static final String NAME = "jararaca-verify";
  private static final String LEASE = NAME + "-beat";
  private static final String WITNESS = "heartbeat";
  private static final String WORKER = NAME + "-worker";

  private final Path root;
  private final Cluster cluster;
  private final HelmRelease release;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final long start = System.nanoTime();

  private VerifyCluster(Path root, Path kubeconfig, Sandbox sandbox) {
    this.root = root;
    this.cluster = new Cluster(new Kubectl(sandbox, kubeconfig), NAME);
    this.release = new HelmRelease(HelmChart.ofSources(root), NAME, NAME, kubeconfig);
    values.put("dev.redis.enabled", true);
    values.put("dev.rabbitmq.enabled", true);
    setting("DEV_REDIS_IMAGE").ifPresent(image -> values.put("dev.redis.image", image));
    setting("DEV_RABBITMQ_IMAGE").ifPresent(image -> values.put("dev.rabbitmq.image", image));
    values.put("image.pullPolicy", "Never");
    values.put("worker.enabled", true);
    values.put("worker.image.repository", "jararaca/example-worker");
    values.put("worker.image.pullPolicy", "Never");
  }

  /** Run by {@code ./dev verify-cluster}. */
  public static void main(String[] arguments) {
    Path root = Path.of(System.getProperty("jararaca.root", "")).toAbsolutePath();
    Path kubeconfig = Path.of(setting("KUBECONFIG").orElseThrow());
    try (Sandbox sandbox = new Sandbox(root.resolve("e2e/target/verify-cluster-logs"))) {
      VerifyCluster verify = new VerifyCluster(root, kubeconfig, sandbox);
      try {
        verify.run();
      } catch (RuntimeException e) {
        verify.showAll();
        throw e;
      }
    }
  }

  private void run() {
    List<String> nodes = cluster.nodes();
    say("installing on %d node(s): %s", nodes.size(), nodes);
    release.apply(values);
    List.of(NAME + "-dev-redis", NAME + "-dev-rabbitmq", NAME, WORKER)
        .forEach(cluster::awaitRollout);
    release.test();
    say("helm test passed");
    examplesRun();
    leadingPodGoes();
    if (nodes.size() > 1) {
      aNodeIsDrained();
    } else {
      say("no drain: there is one node");
    }
    workersAreScaled();
    releaseChanges();
    uninstall();
    say("all of it holds");
  }

  private void examplesRun() {
    List<Example> examples = Example.in(root.resolve("examples"));
    examples.forEach(example -> cluster.run("apply", "-f", example.file().toString()));
    Scoreboard scoreboard = new Scoreboard(examples);
    Cluster.await(
        "every example comes to what it expects",
        () -> {
          scoreboard.note(cluster.json("get", "sact,dmsg"));
          return scoreboard.allReached();
        });
    scoreboard.lines().forEach(System.out::println);
    say("%d examples ran in worker pods", examples.size());
  }

  private void leadingPodGoes() {
    String leader = cluster.holder(LEASE);
    long deleted = System.nanoTime();
    cluster.run("delete", "pod", leader, "--grace-period=0", "--force");
    Cluster.await(
        "another pod leads",
        () -> !cluster.holder(LEASE).isEmpty() && !cluster.holder(LEASE).equals(leader));
    say("%s was killed, %s led %s later", leader, cluster.holder(LEASE), since(deleted));
    cluster.awaitRuns(WITNESS, 3);
    cluster.awaitRollout(NAME);
  }

  private void aNodeIsDrained() {
    String node = cluster.pods("operator").get(0).at("/spec/nodeName").asText();
    say(
        "operator pods are on %s",
        cluster.pods("operator").stream().map(VerifyCluster::node).toList());
    try {
      cluster
          .kubectl()
          .run(
              "drain",
              node,
              "--ignore-daemonsets",
              "--delete-emptydir-data",
              "--timeout=180s",
              "--pod-selector=app.kubernetes.io/component in (operator,worker)");
      cluster.awaitRollout(NAME);
      cluster.awaitRollout(WORKER);
      cluster.awaitRuns(WITNESS, 3);
      say("%s was drained, runs went on", node);
    } finally {
      cluster.kubectl().run("uncordon", node);
    }
  }

  private void workersAreScaled() {
    cluster.run("scale", "deployment/" + WORKER, "--replicas=3");
    cluster.awaitRollout(WORKER);
    cluster.run("scale", "deployment/" + WORKER, "--replicas=1");
    cluster.awaitRollout(WORKER);
    cluster.awaitRuns(WITNESS, 3);
    say("workers went from 1 to 3 and back, runs went on");
  }

  private void releaseChanges() {
    Map<String, Object> changed = new LinkedHashMap<>(values);
    changed.put("beat.intervalSeconds", 2);
    release.apply(changed);
    cluster.awaitRollout(NAME);
    cluster.awaitRuns(WITNESS, 3);
    release.apply(values);
    cluster.awaitRollout(NAME);
    cluster.awaitRuns(WITNESS, 3);
    say("the release was upgraded and put back, runs went on");
    JsonNode counters = cluster.json("get", "sact", WITNESS).at("/status/counters");
    say("counters of %s: %s", WITNESS, counters);
  }

  private void uninstall() {
    int resources = cluster.json("get", "sact,dmsg").path("items").size();
    release.uninstall();
    Cluster.await(
        "all that the release made is gone",
        () ->
            cluster
                .json(
                    "get",
                    "deploy,svc,secret,role,rolebinding,pdb,serviceaccount",
                    "-l",
                    "app.kubernetes.io/instance=" + NAME)
                .path("items")
                .isEmpty());
    if (cluster.json("get", "sact,dmsg").path("items").size() != resources) {
      throw new IllegalStateException("uninstalling took resources away");
    }
    say("uninstalled; the definitions and %d resources stayed", resources);
    release.apply(values);
    cluster.awaitRollout(NAME);
    say("installed again over them");
    release.uninstall();
    cluster.kubectl().run("delete", "namespace", NAME, "--timeout=180s");
    cluster
        .kubectl()
        .run("delete", "crd", "scheduledactions.jararaca.io", "delayedmessages.jararaca.io");
  }

  private void showAll() {
    Kubectl kubectl = cluster.kubectl();
    System.out.println(
        kubectl.attempt("get", "pods,sact,dmsg,lease", "-o", "wide", "-n", NAME).output());
    System.out.println(kubectl.attempt("get", "events", "-n", NAME).output());
    for (String component : List.of("operator", "worker", "dev-redis", "dev-rabbitmq", "test")) {
      String selector = "app.kubernetes.io/component=" + component;
      System.out.println(
          kubectl.attempt("logs", "-n", NAME, "-l", selector, "--tail=40", "--prefix").output());
    }
  }

  private void say(String line, Object... arguments) {
    System.out.printf("==> %s  %s%n", since(start), line.formatted(arguments));
  }

  private static String node(JsonNode pod) {
    return pod.at("/spec/nodeName").asText();
  }

  private static String since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toSeconds() + "s";
  }

  private static Optional<String> setting(String variable) {
    return Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isEmpty());
  }
}
