package io.jararaca.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jararaca.core.publish.OutboxSettings;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.work.RunHandler;
import io.jararaca.worker.handler.HandlerObjects;
import io.jararaca.worker.handler.HandlerPublisher;
import io.jararaca.worker.handler.HandlerSet;
import io.jararaca.worker.handler.InterceptedHandler;
import io.jararaca.worker.handler.LambdaHandler;
import io.jararaca.worker.handler.NamedHandler;
import io.jararaca.worker.handler.PayloadMapper;
import io.jararaca.worker.process.MetricsPage;
import io.jararaca.worker.process.WorkerServers;
import io.jararaca.worker.publish.PublisherParts;
import io.jararaca.worker.settings.PodNamespace;
import io.jararaca.worker.settings.WorkerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Worker}. What is not said here is read from the environment: BACKEND_URL,
 * BROKER_URL, INSTALL_NAME, NAMESPACE, HANDLERS, CONCURRENCY, GRACIOUS_SHUTDOWN_SECONDS,
 * HEALTH_PORT, RUN_LEASE_SECONDS, HEARTBEAT_SECONDS, KILL_GRACE_SECONDS, EXIT_ON_DEAF_HANDLER,
 * PUBLISH_QUOTA. What is said here wins.
 */
public final class WorkerBuilder {

  private final List<Function<ObjectMapper, List<NamedHandler>>> handlers = new ArrayList<>();
  private final List<RunInterceptor> interceptors = new ArrayList<>();
  private final Map<String, String> said = new HashMap<>();
  private Map<String, String> environment = System.getenv();
  private final HandlerPublisher publisher = new HandlerPublisher();
  private @Nullable ObjectMapper json;
  private @Nullable MeterRegistry metrics;
  private Function<WorkerSettings, WorkerServers> connect = WorkerServers::connect;

  WorkerBuilder() {}

  /** URL of Redis, such as {@code redis://redis:6379/0}. */
  public WorkerBuilder backendUrl(String url) {
    return say("BACKEND_URL", url);
  }

  /** URL of RabbitMQ, such as {@code amqp://user:password@rabbitmq:5672/?exchange=jararaca}. */
  public WorkerBuilder brokerUrl(String url) {
    return say("BROKER_URL", url);
  }

  /** The Kubernetes namespace whose handlers this worker runs. In a pod, its own by default. */
  public WorkerBuilder namespace(String namespace) {
    return say("NAMESPACE", namespace);
  }

  /** Tells installs apart that share a Redis or a RabbitMQ; {@code jararaca} by default. */
  public WorkerBuilder install(String name) {
    return say("INSTALL_NAME", name);
  }

  /** Runs at once, 1 or more; 50 by default. */
  public WorkerBuilder concurrency(int runs) {
    return say("CONCURRENCY", Integer.toString(runs));
  }

  /** How long runs may go on at {@link Worker#close()}; 20 s by default. */
  public WorkerBuilder graciousShutdown(Duration duration) {
    return say("GRACIOUS_SHUTDOWN_SECONDS", seconds(duration));
  }

  /** How long after its interrupt a handler counts as deaf; 10 s by default. */
  public WorkerBuilder killGrace(Duration duration) {
    return say("KILL_GRACE_SECONDS", seconds(duration));
  }

  /** Where {@code /healthz}, {@code /readyz} and {@code /metrics} are served; 0: any free port. */
  public WorkerBuilder healthPort(int port) {
    return say("HEALTH_PORT", Integer.toString(port));
  }

  /** Ends the JVM with status 75 when a handler does not react to its interrupt. */
  public WorkerBuilder exitOnDeafHandler(boolean exit) {
    return say("EXIT_ON_DEAF_HANDLER", Boolean.toString(exit));
  }

  /** Where the meters go. */
  public WorkerBuilder metrics(MeterRegistry registry) {
    metrics = registry;
    return this;
  }

  /**
   * Reads payloads, and writes messages. By default a mapper with the modules of the class path,
   * lenient to fields.
   */
  public WorkerBuilder objectMapper(ObjectMapper mapper) {
    json = mapper;
    return this;
  }

  /** Objects with methods that have {@link ScheduledAction} or {@link MessageHandler}. */
  public WorkerBuilder handlers(Object... objects) {
    List.of(objects)
        .forEach(
            object -> handlers.add(mapper -> HandlerObjects.handlersOf(object, mapper, publisher)));
    return this;
  }

  /**
   * A lambda as a handler.
   *
   * @param name 1 to 128 letters, digits, {@code . _ -}
   * @param type of the payload: a record, JsonNode, String or byte[]
   */
  public <T> WorkerBuilder handler(String name, Class<T> type, PayloadHandler<T> code) {
    return handler(name, type, 0, code);
  }

  /**
   * A lambda as a handler of which no more than that many runs are at work at once.
   *
   * @param concurrency in this worker; 0: the worker's
   */
  public <T> WorkerBuilder handler(
      String name, Class<T> type, int concurrency, PayloadHandler<T> code) {
    handlers.add(
        mapper -> List.of(named(name, concurrency, new LambdaHandler<>(mapper, type, code))));
    return this;
  }

  /**
   * Code around every call of a handler, for tracing, transactions and the like. The first given is
   * the outermost.
   */
  public WorkerBuilder around(RunInterceptor interceptor) {
    interceptors.add(interceptor);
    return this;
  }

  /**
   * Works on these, such as the in-memory adapters, instead of what BACKEND_URL and BROKER_URL
   * name. Closed with the worker.
   */
  public WorkerBuilder servers(WorkerServers given) {
    connect = settings -> given;
    return this;
  }

  /** Instead of the process's own environment. */
  public WorkerBuilder environment(Map<String, String> variables) {
    environment = Map.copyOf(variables);
    return this;
  }

  /**
   * @throws InvalidHandlerException a handler cannot be one; names class, method and mend
   * @throws io.jararaca.core.settings.InvalidSettingsException naming each variable that is wrong
   */
  public Worker build() {
    Map<String, String> variables = new HashMap<>(environment);
    variables.putAll(said);
    WorkerSettings settings = WorkerSettings.read(variables, PodNamespace.FILE);
    ObjectMapper mapper = json == null ? PayloadMapper.create() : json;
    HandlerSet set = new HandlerSet();
    handlers.forEach(found -> found.apply(mapper).forEach(one -> set.add(intercepted(one))));
    return new Worker(
        settings,
        set.bind(settings.namespace(), settings.handlers(), settings.concurrency()),
        publisher,
        ledger ->
            PublisherParts.of(
                settings.namespace(),
                mapper,
                settings.publishQuota(),
                OutboxSettings.DEFAULT,
                ledger,
                () -> {}),
        metrics == null ? defaultRegistry() : metrics,
        connect,
        environment);
  }

  private NamedHandler intercepted(NamedHandler handler) {
    NamedHandler wrapped = handler;
    for (int i = interceptors.size() - 1; i >= 0; i--) {
      wrapped = wrapped.withCode(new InterceptedHandler(interceptors.get(i), wrapped.code()));
    }
    return wrapped;
  }

  private static MeterRegistry defaultRegistry() {
    return MetricsPage.possible() ? MetricsPage.registry() : new SimpleMeterRegistry();
  }

  private static NamedHandler named(String name, int concurrency, RunHandler code) {
    try {
      HandlerRef checked = new HandlerRef("default", name);
      return new NamedHandler(checked.name(), concurrency, code, "a lambda");
    } catch (IllegalArgumentException e) {
      throw new InvalidHandlerException(String.valueOf(e.getMessage()), e);
    }
  }

  private static String seconds(Duration duration) {
    return String.valueOf(duration.toMillis() / 1000.0);
  }

  private WorkerBuilder say(String variable, String value) {
    said.put(variable, value);
    return this;
  }
}
