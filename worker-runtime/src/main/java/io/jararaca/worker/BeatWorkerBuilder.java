package io.jararaca.worker;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.worker.action.AnnotatedActions;
import io.jararaca.worker.settings.BeatWorkerSettings;
import io.jararaca.worker.settings.PodNamespace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds a {@link BeatWorker}. What is not said here is read from the environment: BACKEND_URL,
 * BROKER_URL, INSTALL_NAME, NAMESPACE, INTERVAL, ACTIONS, LEASE_SECONDS. What is said here wins.
 */
public final class BeatWorkerBuilder {

  private final List<Object> objects = new ArrayList<>();
  private final Map<String, String> said = new HashMap<>();
  private Map<String, String> environment = System.getenv();

  BeatWorkerBuilder() {}

  /** Objects whose {@link ScheduledAction} methods are scheduled. */
  public BeatWorkerBuilder app(Object... withAnnotatedMethods) {
    objects.addAll(List.of(withAnnotatedMethods));
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
    return new BeatWorker(settings, chosen(settings));
  }

  private List<ActionDefinition> chosen(BeatWorkerSettings settings) {
    Map<String, ActionDefinition> byName = new LinkedHashMap<>();
    for (Object object : objects) {
      for (ActionDefinition action : AnnotatedActions.of(object, settings.namespace())) {
        if (byName.put(action.key().name(), action) != null) {
          throw new InvalidHandlerException(
              "action \"%s\" is declared twice: give one of them another name"
                  .formatted(action.key().name()));
        }
      }
    }
    if (byName.isEmpty()) {
      throw new InvalidHandlerException(
          "the beat has no actions: give it objects with @ScheduledAction methods");
    }
    return settings.actions().isEmpty()
        ? List.copyOf(byName.values())
        : named(settings.actions(), settings.namespace(), byName);
  }

  private static List<ActionDefinition> named(
      Set<String> names, String namespace, Map<String, ActionDefinition> byName) {
    List<ActionDefinition> found = new ArrayList<>();
    for (String name : names) {
      String own = name.startsWith(namespace + "/") ? name.substring(namespace.length() + 1) : name;
      ActionDefinition action = byName.get(own);
      if (action == null) {
        throw new InvalidHandlerException(
            "ACTIONS=%s: there is no such action here; choose from %s"
                .formatted(name, String.join(", ", byName.keySet())));
      }
      found.add(action);
    }
    return found;
  }

  private BeatWorkerBuilder say(String variable, String value) {
    said.put(variable, value);
    return this;
  }
}
