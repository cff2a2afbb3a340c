package io.jararaca.e2e.install;

import io.jararaca.e2e.process.FreePort;
import io.jararaca.e2e.process.JavaProgram;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One install of Jararaca on given servers: where its operators and workers are started.
 *
 * @param name INSTALL_NAME, which keeps it apart from others on the same Redis and RabbitMQ
 * @param namespace the one Kubernetes namespace that it watches and works for
 * @param kubeconfig names the cluster
 * @param backendUrl of Redis
 * @param brokerUrl of RabbitMQ
 */
public record Install(
    Sandbox sandbox,
    String name,
    String namespace,
    Path kubeconfig,
    String backendUrl,
    String brokerUrl) {
  public static final String OPERATOR = "io.jararaca.operator.OperatorMain";
  private static final String EXAMPLE_WORKER = "io.jararaca.examples.ExampleWorker";

  /** Starts an operator replica; it is not ready yet. */
  public Replica operator(String podName) {
    return operator(podName, Map.of());
  }

  /**
   * Starts an operator replica; it is not ready yet.
   *
   * @param podName names its log
   * @param settings added to those of the install
   */
  public Replica operator(String podName, Map<String, String> settings) {
    int healthPort = FreePort.next();
    OsProcess process =
        JavaProgram.of(OPERATOR)
            .withEnvironment(settingsOfOperator(podName, healthPort))
            .withEnvironment(settings)
            .start(sandbox, podName);
    return new Replica(process, healthPort);
  }

  /** The environment of an operator's process. */
  public Map<String, String> settingsOfOperator(String podName, int healthPort) {
    Map<String, String> settings = new LinkedHashMap<>(settingsOfAll());
    settings.putAll(
        Map.of(
            "KUBECONFIG", kubeconfig.toString(),
            "WATCH_NAMESPACES", namespace,
            "POD_NAMESPACE", namespace,
            "POD_NAME", podName,
            "HEALTH_PORT", Integer.toString(healthPort)));
    return settings;
  }

  /** Starts a worker with the handlers of the examples. */
  public OsProcess exampleWorker(String podName) {
    return worker(EXAMPLE_WORKER, podName, Map.of());
  }

  /**
   * Starts a worker.
   *
   * @param mainClass has the handlers
   * @param podName names its log
   * @param settings added to those of the install
   */
  public OsProcess worker(String mainClass, String podName, Map<String, String> settings) {
    return JavaProgram.of(mainClass)
        .withEnvironment(settingsOfAll())
        .withEnvironment(Map.of("NAMESPACE", namespace, "POD_NAME", podName))
        .withEnvironment(settings)
        .start(sandbox, podName);
  }

  /**
   * Starts a worker that is no Java.
   *
   * @param podName names its log
   */
  public OsProcess program(List<String> command, String podName) {
    Map<String, String> settings = new HashMap<>(settingsOfAll());
    settings.putAll(
        Map.of("NAMESPACE", namespace, "POD_NAME", podName, "PYTHONDONTWRITEBYTECODE", "1"));
    return sandbox.start(podName, command, settings);
  }

  private Map<String, String> settingsOfAll() {
    return Map.of("INSTALL_NAME", name, "BACKEND_URL", backendUrl, "BROKER_URL", brokerUrl);
  }
}
