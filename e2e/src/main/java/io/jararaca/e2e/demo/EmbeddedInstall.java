package io.jararaca.e2e.demo;

import io.fabric8.kubernetes.client.Config;
import io.jararaca.core.beat.QueueLooks;
import io.jararaca.core.broker.memory.InMemoryBroker;
import io.jararaca.core.ledger.memory.InMemoryLedger;
import io.jararaca.core.ledger.memory.InMemoryPresence;
import io.jararaca.examples.ExampleWorker;
import io.jararaca.operator.OperatorProcess;
import io.jararaca.operator.Servers;
import io.jararaca.operator.settings.OperatorSettings;
import io.jararaca.worker.Worker;
import io.jararaca.worker.WorkerBuilder;
import io.jararaca.worker.process.WorkerServers;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An operator and workers in one JVM, on the in-memory adapters instead of Redis and RabbitMQ; the
 * API server is real. What they are told is told by the variables that tell an operator and a
 * worker. Whatever ran is forgotten with the process.
 */
public final class EmbeddedInstall implements AutoCloseable {

  /** Must be given, and name nothing here: the servers are passed in. */
  private static final Map<String, String> NO_SERVERS =
      Map.of("BACKEND_URL", "redis://in-memory", "BROKER_URL", "amqp://in-memory");

  private final InstantSource clock = InstantSource.system();
  private final InMemoryLedger ledger = new InMemoryLedger(clock);
  private final InMemoryPresence presence = new InMemoryPresence(clock);
  private final ExecutorService brokerThread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "broker"));
  private final InMemoryBroker broker = new InMemoryBroker(brokerThread);
  private final List<Worker> workers = new ArrayList<>();
  private final OperatorProcess operator;

  private EmbeddedInstall(Map<String, String> variables) {
    operator =
        new OperatorProcess(
            OperatorSettings.read(variables),
            Config.autoConfigure(null),
            new Servers(
                ledger,
                presence,
                broker.publisher(),
                QueueLooks.by(broker, Runnable::run),
                List.of(),
                () -> {},
                () -> {}),
            System::nanoTime,
            Clock.systemUTC());
  }

  /**
   * Runs until the process is told to end.
   *
   * @param names of the workers, which all have the handlers of the examples
   */
  public static void main(String[] names) {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.putAll(NO_SERVERS);
    EmbeddedInstall install = new EmbeddedInstall(variables);
    variables.remove("HEALTH_PORT"); // it is the operator's
    for (String name : names) {
      variables.put("POD_NAME", name);
      install.startWorker(variables);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(install::close, "shutdown"));
  }

  private void startWorker(Map<String, String> variables) {
    WorkerBuilder builder =
        Worker.builder()
            .environment(variables)
            .servers(new WorkerServers(ledger, broker.consumers(), presence, () -> {}));
    ExampleWorker.handlers().forEach(builder::handlers);
    workers.add(builder.build().start());
  }

  @Override
  public void close() {
    workers.forEach(Worker::close);
    operator.close();
    brokerThread.shutdown();
  }
}
