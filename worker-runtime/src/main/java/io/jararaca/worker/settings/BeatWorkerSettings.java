package io.jararaca.worker.settings;

import io.jararaca.core.beat.BeatSettings;
import io.jararaca.core.settings.Environment;
import io.jararaca.core.settings.ServerAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * All that a beat outside Kubernetes can be told.
 *
 * @param installName tells installs apart that share a Redis or a RabbitMQ
 * @param namespace of the actions and their handlers
 * @param broker RabbitMQ, {@code ?exchange=} included
 * @param backend Redis
 * @param actions names of those of the given actions that are scheduled, or namespace/name; empty:
 *     all
 * @param beat how the beat works
 * @param leaderValidity how long after a leader's last sign another takes over
 */
public record BeatWorkerSettings(
    String installName,
    String namespace,
    ServerAddress broker,
    ServerAddress backend,
    Set<String> actions,
    BeatSettings beat,
    Duration leaderValidity) {

  private static final Pattern SELECTOR =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,251})");

  public BeatWorkerSettings {
    actions = Set.copyOf(actions);
  }

  /**
   * @param variables as in {@link System#getenv()}
   * @param podNamespaceFile where Kubernetes tells a pod its namespace
   * @throws io.jararaca.core.settings.InvalidSettingsException naming every variable that is wrong,
   *     its value and the mend
   */
  public static BeatWorkerSettings read(Map<String, String> variables, Path podNamespaceFile) {
    return read(new Environment(variables), podNamespaceFile);
  }

  /** As {@link #read(Map, Path)}; the environment then knows what was asked for. */
  public static BeatWorkerSettings read(Environment env, Path podNamespaceFile) {
    ServerSettings servers = ServerSettings.read(env, podNamespaceFile);
    BeatWorkerSettings settings =
        new BeatWorkerSettings(
            servers.installName(),
            servers.namespace(),
            servers.broker(),
            servers.backend(),
            Set.copyOf(
                env.list(
                    "ACTIONS",
                    SELECTOR,
                    "use name or namespace/name of an action, separated by commas")),
            BeatSettings.DEFAULT
                .withInterval(interval(env))
                .withLease(env.seconds("RUN_LEASE_SECONDS", "30", "1", "3600")),
            env.seconds("LEASE_SECONDS", "10", "1", "300"));
    env.check();
    return settings;
  }

  /** The longest that a beat sleeps: INTERVAL. */
  public static Duration interval(Environment env) {
    return env.seconds("INTERVAL", "1", "0.01", "60");
  }
}
