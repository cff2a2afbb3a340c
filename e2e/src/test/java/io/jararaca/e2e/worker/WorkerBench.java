package io.jararaca.e2e.worker;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.action.RunTemplate;
import io.jararaca.core.action.TickRules;
import io.jararaca.core.beat.Beat;
import io.jararaca.core.beat.BeatListener;
import io.jararaca.core.beat.BeatPorts;
import io.jararaca.core.beat.BeatSettings;
import io.jararaca.core.beat.Catalog;
import io.jararaca.core.beat.Takeover;
import io.jararaca.core.leadership.SoleLeadership;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunState;
import io.jararaca.core.schedule.ScheduleSpec;
import io.jararaca.e2e.process.JavaProgram;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import io.jararaca.rabbitmq.BrokerUrl;
import io.jararaca.rabbitmq.RabbitPublisher;
import io.jararaca.rabbitmq.RabbitQueueLooks;
import io.jararaca.redis.RedisBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** One install: a beat in this JVM, and example workers as processes. */
final class WorkerBench implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String NAMESPACE = "shop";
  private static final String WORKER = "io.jararaca.examples.ExampleWorker";

  private final Sandbox sandbox;
  private final Map<String, String> settings;
  private final RedisBackend redis;
  private final RabbitPublisher publisher;
  private final RabbitQueueLooks queueLooks;
  private final Beat beat;
  private final Thread beatThread;
  private final Catalog catalog = new Catalog();
  private final List<OsProcess> workers = new ArrayList<>();
  private final Path runLog;

  WorkerBench(Sandbox sandbox, String backendUrl, String brokerUrl) {
    this.sandbox = sandbox;
    String install = "w" + UUID.randomUUID().toString().substring(0, 8);
    runLog = sandbox.folder("runs").resolve("log");
    settings =
        Map.of(
            "INSTALL_NAME", install,
            "NAMESPACE", NAMESPACE,
            "BACKEND_URL", backendUrl,
            "BROKER_URL", brokerUrl,
            "RUN_LOG", runLog.toString());
    redis = RedisBackend.connect(backendUrl, install);
    publisher = new RabbitPublisher(BrokerUrl.parse(brokerUrl), install);
    queueLooks = new RabbitQueueLooks(BrokerUrl.parse(brokerUrl), install);
    beat =
        new Beat(
            new BeatPorts(
                new SoleLeadership(),
                redis.ledger(),
                redis.ledger(),
                redis.ledger(),
                redis.ledger(),
                publisher,
                redis.presence(),
                Takeover.NOTHING_TO_CHECK,
                queueLooks),
            catalog,
            BeatSettings.DEFAULT,
            System::nanoTime,
            BeatListener.SILENT);
    beatThread = new Thread(beat::run, "beat");
    beatThread.setDaemon(true);
    beatThread.start();
  }

  OsProcess worker(String name, Map<String, String> more) {
    return worker(WORKER, name, more);
  }

  OsProcess worker(String mainClass, String name, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("POD_NAME", name);
    environment.putAll(more);
    OsProcess started = JavaProgram.of(mainClass).withEnvironment(environment).start(sandbox, name);
    workers.add(started);
    return started;
  }

  /** The process of an instance. */
  OsProcess processOf(String instance) {
    return workers.stream()
        .filter(worker -> instance.startsWith(worker.name() + "-"))
        .findFirst()
        .orElseThrow();
  }

  /** Sends a message now; to be told by its name. */
  MessageDefinition send(String handler, String payload, UnaryOperator<RunTemplate> more) {
    String uid = UUID.randomUUID().toString();
    Owner owner = new Owner(OwnerKey.delayedMessage(NAMESPACE, "m-" + uid), uid);
    RunTemplate template =
        RunTemplate.of(new HandlerRef(NAMESPACE, handler))
            .withPayload(payload.getBytes(StandardCharsets.UTF_8));
    MessageDefinition message =
        new MessageDefinition(
            owner, 1, Instant.EPOCH, null, null, OnDuplicate.IGNORE, more.apply(template), false);
    catalog.put(message);
    return message;
  }

  /** Waits for the one run of an action that is due now and never again. */
  RunSnapshot runOnce(String handler, UnaryOperator<RunTemplate> more) {
    String uid = UUID.randomUUID().toString();
    Owner owner = new Owner(OwnerKey.scheduledAction(NAMESPACE, "a-" + uid), uid);
    catalog.put(
        new ActionDefinition(
            owner,
            1,
            ScheduleSpec.of("* * * * * *").compile(),
            TickRules.DEFAULT.withMaxRuns(1),
            more.apply(RunTemplate.of(new HandlerRef(NAMESPACE, handler))),
            null));
    return Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                redis.ledger().owner(owner.key()).get(10, TimeUnit.SECONDS).orElseThrow().history(),
            history -> !history.isEmpty())
        .get(0);
  }

  /** Waits until the ledger has the message's run in that state. */
  RunSnapshot await(MessageDefinition message, RunState state) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> redis.ledger().run(message.runId()).get(10, TimeUnit.SECONDS).orElseThrow(),
            run -> run.state() == state);
  }

  /** Waits until that many live workers are announced. */
  void awaitWorkers(int count) {
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> redis.presence().live().get(10, TimeUnit.SECONDS).size() == count);
  }

  /** What handlers wrote about a run, line by line, each as its fields. */
  List<List<String>> written(RunId run) {
    if (!Files.exists(runLog)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(runLog)) {
      return lines
          .map(line -> List.of(line.split("\t")))
          .filter(fields -> fields.get(2).equals(run.toString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The worker that began the message's first attempt. */
  String awaitBegun(MessageDefinition message) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                written(message.runId()).stream()
                    .filter(fields -> fields.get(0).equals("begin"))
                    .map(fields -> fields.get(6))
                    .findFirst()
                    .orElse(""),
            instance -> !instance.isEmpty());
  }

  List<String> events(MessageDefinition message) {
    List<String> events = new ArrayList<>();
    written(message.runId()).forEach(fields -> events.add(fields.get(0)));
    return events;
  }

  @Override
  public void close() {
    beat.close();
    try {
      beatThread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    publisher.close();
    queueLooks.close();
    redis.close();
  }
}
