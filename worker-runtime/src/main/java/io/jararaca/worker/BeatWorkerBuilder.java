package io.jararaca.worker;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.worker.action.AnnotatedActions;
import io.jararaca.worker.settings.BeatWorkerSettings;
import io.jararaca.worker.settings.PodNamespace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a {@link BeatWorker}. What is not said here is read from the environment: BACKEND_URL,
 * BROKER_URL, INSTALL_NAME, NAMESPACE, INTERVAL, ACTIONS, LEASE_SECONDS. What is said here wins.
 */
public final class BeatWorkerBuilder {

  private final List<Object> objects = new ArrayList<>();
  private final List<ActionDefinition> definitions = new ArrayList<>();
  private final Map<String, String> said = new HashMap<>();
  private Map<String, String> environment = System.getenv();

  BeatWorkerBuilder() {}

  /** Objects whose {@link ScheduledAction} methods are scheduled. */
  public BeatWorkerBuilder app(Object... withAnnotatedMethods) {
    objects.addAll(List.of(withAnnotatedMethods));
    return this;
  }

  /** Actions that were read elsewhere, from manifests for instance. */
  public BeatWorkerBuilder actions(List<ActionDefinition> read) {
    definitions.addAll(read);
    return this;
  }

  /** The longest that the beat sleeps; 1 s by default. It wakes for what is due sooner. */
  public BeatWorkerBuilder interval(Duration longestSleep) {
    return say("INTERVAL", String.valueOf(longestSleep.toMillis() / 1000.0));
  }

  /** URL of Redis, such as {@code redis://redis:6379/0}. */
  public BeatWorkerBuilder backendUrl(String url) {
    return say("BACKEND_URL", url);
  }

  /** URL of RabbitMQ, such as {@code amqp://user:password@rabbitmq:5672/?exchange=jararaca}. */
  public BeatWorkerBuilder brokerUrl(String url) {
    return say("BROKER_URL", url);
  }

  /** The namespace of the actions and their handlers; {@code default} by default. */
  public BeatWorkerBuilder namespace(String namespace) {
    return say("NAMESPACE", namespace);
  }

  /** Tells installs apart that share a Redis or a RabbitMQ; {@code jararaca} by default. */
  public BeatWorkerBuilder install(String name) {
    return say("INSTALL_NAME", name);
  }

  /** Only these of the actions, by name or namespace/name; all when there is none. */
  public BeatWorkerBuilder scheduledActionNames(String... names) {
    return say("ACTIONS", String.join(",", names));
  }

  /** Instead of the process's own environment. */
  public BeatWorkerBuilder environment(Map<String, String> variables) {
    environment = Map.copyOf(variables);
    return this;
  }

  /**
   * @throws InvalidHandlerException an annotation is wrong, two actions have one name, a chosen one
   *     is not here, or there is none
   * @throws io.jararaca.core.settings.InvalidSettingsException naming each variable that is wrong
   */
  public BeatWorker build() {
    Map<String, String> variables = new HashMap<>(environment);
    variables.putAll(said);
    BeatWorkerSettings settings = BeatWorkerSettings.read(variables, PodNamespace.FILE);
    List<ActionDefinition> all = new ArrayList<>(definitions);
    for (Object object : objects) {
      all.addAll(AnnotatedActions.of(object.getClass(), settings.namespace()));
    }
    return new BeatWorker(settings, all);
  }

  private BeatWorkerBuilder say(String variable, String value) {
    said.put(variable, value);
    return this;
  }
}
