package io.jararaca.e2e.mainjob;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.install.Install;
import io.jararaca.e2e.install.Replica;
import io.jararaca.e2e.process.FreePort;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import io.jararaca.e2e.server.Kubectl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An install of a test's own: its namespace, operators, workers, and the log that its handlers
 * write.
 */
public final class RunningInstall {

  public static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WORKER = "io.jararaca.examples.ExampleWorker";

  private final Install operatorSide;
  private final Install workerSide;
  private final Kubectl kubectl;
  private final RunLog runLog;
  private final Map<String, Replica> operators = new LinkedHashMap<>();
  private final List<Replica> workers = new ArrayList<>();
  private int started;

  /**
   * @param name of the install and of its namespace
   */
  RunningInstall(SharedServers servers, Sandbox sandbox, String name) {
    this(servers, sandbox, name, servers.backendUrl());
  }

  /**
   * @param backendUrl of a Redis that the test may meddle with
   */
  RunningInstall(SharedServers servers, Sandbox sandbox, String name, String backendUrl) {
    this(
        servers.apiServer().kubectl(),
        new Install(
            sandbox,
            name,
            name,
            servers.apiServer().kubeconfig(),
            backendUrl,
            servers.brokerUrl()));
  }

  private RunningInstall(Kubectl kubectl, Install install) {
    this(kubectl, install, install);
  }

  /**
   * An install whose operators and workers reach the servers by ways of their own.
   *
   * @param kubectl reaches the API server whatever becomes of theirs
   */
  public RunningInstall(Kubectl kubectl, Install operatorSide, Install workerSide) {
    this.kubectl = kubectl;
    this.operatorSide = operatorSide;
    this.workerSide = workerSide;
    this.runLog =
        new RunLog(operatorSide.sandbox().folder("runs-" + operatorSide.name()).resolve("run.log"));
    String definitions = "../helm/jararaca/files/crds";
    kubectl.run("apply", "--server-side", "-f", definitions);
    kubectl.run("wait", "--for=condition=Established", "--timeout=60s", "-f", definitions);
    kubectl.apply(
        "apiVersion: v1\nkind: Namespace\nmetadata: {name: " + operatorSide.namespace() + "}\n");
  }

  /**
   * Starts that many operators and workers, and waits until all are ready and one operator leads.
   */
  public RunningInstall start(int operatorCount, int workerCount) {
    for (int i = 0; i < operatorCount; i++) {
      startOperator();
    }
    for (int i = 0; i < workerCount; i++) {
      startWorker(Map.of());
    }
    operators.values().forEach(operator -> operator.awaitReady(PATIENCE));
    workers.forEach(worker -> worker.awaitReady(PATIENCE));
    leader();
    return this;
  }

  public Replica startOperator() {
    return startOperator(Map.of());
  }

  /** Starts an operator; it is not ready yet. */
  public Replica startOperator(Map<String, String> settings) {
    String name = "operator-" + ++started;
    Replica operator = operatorSide.operator(name, settings);
    operators.put(name, operator);
    return operator;
  }

  /** Starts a worker of the examples; it is not ready yet. */
  public Replica startWorker(Map<String, String> settings) {
    return startWorker(WORKER, settings);
  }

  /**
   * Starts a worker; it is not ready yet.
   *
   * @param mainClass has the handlers, which write to the file RUN_LOG
   */
  public Replica startWorker(String mainClass, Map<String, String> settings) {
    int healthPort = FreePort.next();
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.put("RUN_LOG", runLog.file().toString());
    all.put("HEALTH_PORT", Integer.toString(healthPort));
    Replica worker =
        new Replica(workerSide.worker(mainClass, "worker-" + ++started, all), healthPort);
    workers.add(worker);
    return worker;
  }

  /** Starts a worker that is no Java, which has no health to wait for. */
  public OsProcess startProgram(List<String> command) {
    return workerSide.program(command, "worker-" + ++started);
  }

  public RunLog runLog() {
    return runLog;
  }

  public List<Replica> workers() {
    return workers;
  }

  /** Those that live. */
  public List<Replica> operators() {
    return operators.values().stream().filter(operator -> operator.process().isAlive()).toList();
  }

  /** The operator that holds the Lease, once one that lives does. */
  public Replica leader() {
    return await("an operator that leads")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(this::leadingNow, Optional::isPresent)
        .orElseThrow();
  }

  /**
   * Waits until an action that ticks every second, and that nobody handles, had that many ticks:
   * what should have happened by then has.
   */
  void awaitTicks(int ticks) {
    String name = "witness-" + ++started;
    apply(action(name, "{cron: '* * * * * *', handler: nobody}"));
    await("ticks of " + name)
        .atMost(PATIENCE)
        .until(
            () -> {
              JsonNode counters = get("sact", name).path("status").path("counters");
              return counters.path("runs").asInt() + counters.path("skipped").asInt() >= ticks;
            });
    kubectl("delete", "sact", name);
  }

  private Optional<Replica> leadingNow() {
    String lease = operatorSide.name() + "-beat";
    Kubectl.Outcome outcome =
        kubectl.attempt(
            "get",
            "lease",
            lease,
            "-n",
            operatorSide.namespace(),
            "-o",
            "jsonpath={.spec.holderIdentity}");
    return operators.entrySet().stream()
        .filter(entry -> outcome.output().startsWith(entry.getKey() + "_"))
        .map(Map.Entry::getValue)
        .filter(operator -> operator.process().isAlive())
        .findFirst();
  }

  /** Applies a manifest whose resources name no namespace. */
  public void apply(String yaml) {
    require(attemptToApply(yaml), yaml);
  }

  /** As {@link #apply}, with one request for each resource instead of two. */
  public void applyMany(String yaml) {
    require(kubectl.attemptToApply(inNamespace(yaml), "--server-side"), yaml);
  }

  private static void require(Kubectl.Outcome outcome, String yaml) {
    if (!outcome.succeeded()) {
      throw new IllegalStateException(outcome.errors() + "\n" + yaml);
    }
  }

  Kubectl.Outcome attemptToApply(String yaml) {
    return kubectl.attemptToApply(inNamespace(yaml));
  }

  private String inNamespace(String yaml) {
    return yaml.replaceAll(
        "(?m)^metadata: \\{", "metadata: {namespace: " + operatorSide.namespace() + ", ");
  }

  /** Runs kubectl in the install's namespace. */
  public String kubectl(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("-n");
    all.add(operatorSide.namespace());
    return kubectl.run(all.toArray(String[]::new));
  }

  /** A resource as the API server has it. */
  public JsonNode get(String kind, String name) {
    return json(kubectl("get", kind, name, "-o", "json"));
  }

  public JsonNode list(String kind) {
    return json(kubectl("get", kind, "-o", "json")).path("items");
  }

  public static JsonNode condition(JsonNode resource, String type) {
    for (JsonNode condition : resource.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    return JSON.missingNode();
  }

  public static String action(String name, String spec) {
    return manifest("ScheduledAction", name, spec);
  }

  public static String message(String name, String spec) {
    return manifest("DelayedMessage", name, spec);
  }

  private static String manifest(String kind, String name, String spec) {
    return """
        apiVersion: jararaca.io/v1alpha1
        kind: %s
        metadata: {name: %s}
        spec: %s
        ---
        """
        .formatted(kind, name, spec);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("kubectl printed no JSON: " + text, e);
    }
  }
}
