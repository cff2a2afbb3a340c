package io.jararaca.e2e.demo;

import io.jararaca.e2e.install.Install;
import io.jararaca.e2e.install.Replica;
import io.jararaca.e2e.process.FreePort;
import io.jararaca.e2e.process.JavaProgram;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import io.jararaca.e2e.server.ApiServer;
import io.jararaca.e2e.server.Kubectl;
import io.jararaca.e2e.server.RabbitServer;
import io.jararaca.e2e.server.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the demo plays on: a cluster, the servers, and Jararaca's own processes. */
final class Stage {
  static final String NAMESPACE = "jararaca-demo";
  private static final Duration START_PATIENCE = Duration.ofMinutes(2);

  private final Sandbox sandbox;
  private final Path root;
  private final Path kubeconfig;
  private final Kubectl kubectl;
  private final List<OsProcess> processes = new ArrayList<>();

  private Stage(Sandbox sandbox, Path root, Path kubeconfig) {
    this.sandbox = sandbox;
    this.root = root;
    this.kubeconfig = kubeconfig;
    this.kubectl = new Kubectl(sandbox, kubeconfig);
  }

  /**
   * A stage with a cluster that has the resource definitions and an empty namespace.
   *
   * @param root of the project
   * @param given the kubeconfig of a cluster to use, else one is started
   */
  static Stage on(Sandbox sandbox, Path root, @Nullable Path given) {
    Path kubeconfig = given;
    if (kubeconfig == null) {
      say("starting a Kubernetes API server");
      kubeconfig = ApiServer.started(sandbox).kubeconfig();
    }
    Stage stage = new Stage(sandbox, root, kubeconfig.toAbsolutePath());
    stage.prepareCluster();
    return stage;
  }

  private void prepareCluster() {
    String definitions = root.resolve("helm/jararaca/files/crds").toString();
    kubectl.run("apply", "--server-side", "-f", definitions);
    kubectl.run("wait", "--for=condition=Established", "--timeout=60s", "-f", definitions);
    kubectl.apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: " + NAMESPACE + "}\n");
    kubectl.run("delete", "sact,dmsg", "--all", "-n", NAMESPACE); // of an earlier demo
  }

  /** Starts Redis and RabbitMQ where none are given, then two operators and two workers. */
  void startInstall() {
    Install install =
        new Install(sandbox, "demo", NAMESPACE, kubeconfig, backendUrl(), brokerUrl());
    say("starting two operators and two workers");
    List<Replica> operators =
        List.of(install.operator("operator-1"), install.operator("operator-2"));
    operators.forEach(operator -> processes.add(operator.process()));
    processes.add(install.exampleWorker("worker-1"));
    processes.add(install.exampleWorker("worker-2"));
    operators.forEach(operator -> operator.awaitReady(START_PATIENCE));
  }

  /** Starts an operator and two workers in one JVM, without Redis and RabbitMQ. */
  void startEmbedded() {
    say("starting an operator and two workers in one JVM, on a ledger and a broker in memory");
    int healthPort = FreePort.next();
    OsProcess process =
        JavaProgram.of(EmbeddedInstall.class.getName())
            .withArguments("worker-1", "worker-2")
            .withEnvironment(
                Map.of(
                    "KUBECONFIG",
                    kubeconfig.toString(),
                    "INSTALL_NAME",
                    "demo",
                    "WATCH_NAMESPACES",
                    NAMESPACE,
                    "NAMESPACE",
                    NAMESPACE,
                    "POD_NAMESPACE",
                    NAMESPACE,
                    "POD_NAME",
                    "embedded",
                    "HEALTH_PORT",
                    Integer.toString(healthPort)))
            .start(sandbox, "embedded");
    processes.add(process);
    new Replica(process, healthPort).awaitReady(START_PATIENCE);
  }

  private String backendUrl() {
    return Optional.ofNullable(System.getenv("BACKEND_URL"))
        .orElseGet(
            () -> {
              say("starting Redis");
              return RedisServer.started(sandbox).url();
            });
  }

  private String brokerUrl() {
    return Optional.ofNullable(System.getenv("BROKER_URL"))
        .orElseGet(
            () -> {
              say("starting RabbitMQ");
              return RabbitServer.started(sandbox).url();
            });
  }

  void apply(List<Example> examples) {
    say("applying " + examples.size() + " examples in namespace " + NAMESPACE);
    examples.forEach(
        example -> kubectl.run("apply", "-n", NAMESPACE, "-f", example.file().toString()));
  }

  Path kubeconfig() {
    return kubeconfig;
  }

  /** As {@code kubectl get sact,dmsg} with these options prints it. */
  String resources(String... options) {
    List<String> arguments = new ArrayList<>(List.of("get", "sact,dmsg", "-n", NAMESPACE));
    arguments.addAll(List.of(options));
    return kubectl.run(arguments.toArray(String[]::new));
  }

  /**
   * Checks that all of Jararaca's processes live.
   *
   * @throws IllegalStateException with the log of one that ended
   */
  void check() {
    for (OsProcess process : processes) {
      if (!process.isAlive()) {
        throw new IllegalStateException(process.name() + " ended\n" + process.tail());
      }
    }
  }

  private static void say(String line) {
    System.out.println("==> " + line);
  }
}
