package io.jararaca.e2e.soak;

import static org.awaitility.Awaitility.await;

import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.e2e.install.Install;
import io.jararaca.e2e.install.Replica;
import io.jararaca.e2e.mainjob.RunLog.Attempt;
import io.jararaca.e2e.mainjob.RunningInstall;
import io.jararaca.e2e.process.Sandbox;
import io.jararaca.e2e.server.ApiServer;
import io.jararaca.e2e.server.RabbitServer;
import io.jararaca.e2e.server.RedisServer;
import io.jararaca.redis.RedisBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Servers, the network, two operators and some workers, and a small second install beside them. */
final class SoakStage implements AutoCloseable {

  private static final String NAME = "soak";
  private static final String NEIGHBOUR = "neighbour";
  private static final int ACTIONS_OF_NEIGHBOUR = 10;
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(60);

  private final Sandbox sandbox;
  private final Sandbox neighbourSandbox;
  private final SoakForm form;
  private final ApiServer api;
  private final RabbitServer rabbit;
  private final Network network;
  private final Population population;
  private final Population neighbour;
  private final RedisBackend judgesBackend;
  private final RedisBackend neighboursBackend;
  private final Reasons reasons = new Reasons();
  private final Reasons neighboursReasons = new Reasons();
  private RedisServer redis;
  private @Nullable Looks looks;
  private String fault = "";

  SoakStage(Sandbox sandbox, SoakForm form) {
    this.sandbox = sandbox;
    this.neighbourSandbox = new Sandbox(sandbox.logs().resolve(NEIGHBOUR));
    this.form = form;
    api = ApiServer.started(sandbox);
    redis = RedisServer.started(sandbox);
    rabbit = RabbitServer.started(sandbox);
    network = Network.to(api, redis, rabbit);
    RunningInstall install = install(sandbox, NAME);
    RunningInstall second = install(neighbourSandbox, NEIGHBOUR);
    start(install, 2, form.workers());
    start(second, 1, 1);
    population = new Population(install, NAME, form.actions());
    neighbour = new Population(second, NEIGHBOUR, ACTIONS_OF_NEIGHBOUR);
    judgesBackend = RedisBackend.connect(Network.redisUrl(network.observer()), NAME);
    neighboursBackend = RedisBackend.connect(Network.redisUrl(network.observer()), NEIGHBOUR);
  }

  private RunningInstall install(Sandbox where, String name) {
    return new RunningInstall(
        api.kubectl(),
        new Install(
            where,
            name,
            name,
            network.kubeconfig(api, where.folder("home").resolve("kubeconfig")),
            Network.redisUrl(network.operatorsToRedis()),
            Network.rabbitUrl(network.operatorsToRabbit())),
        new Install(
            where,
            name,
            name,
            api.kubeconfig(),
            Network.redisUrl(network.workersToRedis()),
            Network.rabbitUrl(network.workersToRabbit())));
  }

  private void start(RunningInstall install, int operators, int workers) {
    List<Replica> replicas = new ArrayList<>();
    for (int i = 0; i < operators; i++) {
      replicas.add(install.startOperator(form.operatorSettings()));
    }
    for (int i = 0; i < workers; i++) {
      replicas.add(install.startWorker(form.workerSettings()));
    }
    replicas.forEach(replica -> replica.awaitReady(RunningInstall.PATIENCE));
    install.leader();
  }

  SoakForm form() {
    return form;
  }

  ApiServer api() {
    return api;
  }

  RedisServer redis() {
    return redis;
  }

  RabbitServer rabbit() {
    return rabbit;
  }

  Network network() {
    return network;
  }

  Population population() {
    return population;
  }

  /** Of both installs. */
  List<Population> populations() {
    return List.of(population, neighbour);
  }

  Sandbox sandbox() {
    return sandbox;
  }

  /** What handlers of the first install did so far. */
  List<Attempt> attempts() {
    return population.install().runLog().attempts();
  }

  /** As a Deployment would, when a pod is gone. */
  void replaceOperator() {
    population.install().startOperator(form.operatorSettings());
  }

  void replaceWorker(Replica gone) {
    population.install().workers().remove(gone);
    population.install().startWorker(form.workerSettings());
  }

  Replica anyWorker(RandomGenerator random) {
    List<Replica> workers = population.install().workers();
    return workers.get(random.nextInt(workers.size()));
  }

  /** From now on everybody's Redis is that one. */
  void redisIsNow(RedisServer server) {
    redis = server;
    network.leadToRedis(server);
  }

  /** Keeps the reasons that the ledgers have; gives the runs that have not ended. */
  List<RunSnapshot> readReasons() {
    return await("the ledger answers the judge")
        .atMost(ANSWER_PATIENCE)
        .ignoreExceptionsInstanceOf(IllegalStateException.class)
        .until(
            () -> {
              List<RunSnapshot> live =
                  new ArrayList<>(reasons.read(judgesBackend.ledger(), population.owners()));
              live.addAll(neighboursReasons.read(neighboursBackend.ledger(), neighbour.owners()));
              return live;
            },
            live -> true);
  }

  /** What is wrong, when the last tick was that. */
  List<String> judge(Instant last, List<Strike> strikes) {
    List<String> wrong =
        new ArrayList<>(
            Verdict.on(
                population.expectations(last), attempts(), reasons, strikes, form.runLease()));
    wrong.addAll(
        Verdict.on(
            neighbour.expectations(last),
            neighbour.install().runLog().attempts(),
            neighboursReasons,
            strikes.stream().map(Strike::seenByNeighbours).toList(),
            form.runLease()));
    return wrong;
  }

  /** The seconds from one instant to another whose ticks none began within that time. */
  List<String> silentSeconds(Instant from, Instant to, Duration lateness) {
    Set<Instant> heard = new HashSet<>();
    for (Attempt attempt : attempts()) {
      if (attempt.begin() <= attempt.plannedAt().plus(lateness).toEpochMilli()) {
        heard.add(attempt.plannedAt());
      }
    }
    List<String> silent = new ArrayList<>();
    for (long second = from.getEpochSecond() + 1; second < to.getEpochSecond(); second++) {
      if (!heard.contains(Instant.ofEpochSecond(second))) {
        silent.add(
            Instant.ofEpochSecond(second) + ": no tick of any action began within " + lateness);
      }
    }
    return silent;
  }

  /** Has what people see of each fault noted from now on, in the folder of the logs. */
  void noteLooks() {
    looks = new Looks(sandbox.logs().resolve("looks"), api.kubectl(), population.install());
  }

  /** Names the fault that strikes next. */
  void expect(String name) {
    fault = name;
  }

  /** Lets that time of a fault pass. */
  void endure(Duration duration) {
    hold(duration.dividedBy(2));
    look("in the middle");
    hold(duration.dividedBy(2));
  }

  void look(String when) {
    if (looks != null) {
      looks.note(fault, when);
    }
  }

  /** Lets that time pass. */
  static void hold(Duration duration) {
    try {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    judgesBackend.close();
    neighboursBackend.close();
    neighbourSandbox.close();
    network.close();
  }
}
