package io.jararaca.e2e.load;

import static org.awaitility.Awaitility.await;

import io.jararaca.e2e.install.Install;
import io.jararaca.e2e.install.Replica;
import io.jararaca.e2e.mainjob.RunningInstall;
import io.jararaca.e2e.process.FreePort;
import io.jararaca.e2e.process.JavaProgram;
import io.jararaca.e2e.process.Sandbox;
import io.jararaca.e2e.server.ApiServer;
import io.jararaca.e2e.server.RabbitServer;
import io.jararaca.e2e.server.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Servers, one operator with the heap that its pod has in the chart, and one worker. */
final class LoadStage {

  static final String NAME = "load";

  /** 65 % of 512 MiB: what the image gives the JVM of the chart's pod. */
  private static final String HEAP = "-Xmx333m";

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final ApiServer api;
  private final RunningInstall install;
  private final Install where;
  private final Sandbox sandbox;

  LoadStage(Sandbox sandbox) {
    this.sandbox = sandbox;
    api = ApiServer.started(sandbox);
    where =
        new Install(
            sandbox,
            NAME,
            NAME,
            api.kubeconfig(),
            RedisServer.started(sandbox).url(),
            RabbitServer.started(sandbox).url());
    install = new RunningInstall(api.kubectl(), where, where);
    install
        .startWorker("io.jararaca.e2e.load.LoadWorker", Map.of())
        .awaitReady(RunningInstall.PATIENCE);
  }

  ManyActions actions() {
    return new ManyActions(api, NAME);
  }

  RunningInstall install() {
    return install;
  }

  /** Starts an operator; it is not ready yet. */
  Replica startOperator(String name) {
    int healthPort = FreePort.next();
    Map<String, String> environment = new HashMap<>(where.settingsOfOperator(name, healthPort));
    environment.put("JAVA_TOOL_OPTIONS", "-Dlogback.configurationFile=logback.xml");
    return new Replica(
        JavaProgram.of(Install.OPERATOR)
            .withJvmOptions("-XX:+UseSerialGC", "-XX:-UsePerfData", HEAP)
            .withEnvironment(environment)
            .start(sandbox, name),
        healthPort);
  }

  static void awaitArmed(Replica operator, int count) {
    await(count + " actions are armed")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> metric(operator, "jararaca_actions_armed") == count);
  }

  /** The metric's value; 0: it was never touched. */
  static double metric(Replica operator, String name) {
    try {
      Matcher line =
          Pattern.compile("(?m)^" + Pattern.quote(name) + " (\\S+)$").matcher(operator.metrics());
      return line.find() ? Double.parseDouble(line.group(1)) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@link LoadWorker} wrote. */
  List<String> ran() {
    Path log = install.runLog().file();
    try {
      return Files.exists(log) ? Files.readAllLines(log) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
