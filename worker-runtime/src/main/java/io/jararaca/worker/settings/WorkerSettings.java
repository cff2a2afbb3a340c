package io.jararaca.worker.settings;

import io.jararaca.core.settings.Environment;
import io.jararaca.core.settings.InvalidSettingsException;
import io.jararaca.core.settings.ServerAddress;
import io.jararaca.core.work.LoopSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * All that a worker process can be told.
 *
 * @param installName tells installs apart that share a Redis or a RabbitMQ
 * @param namespace whose handlers this worker runs
 * @param broker RabbitMQ, {@code ?exchange=} included
 * @param backend Redis
 * @param handlers those of the given ones that this worker runs; empty: all
 * @param concurrency runs at once, 1 or more
 * @param loop how long what is waited for
 * @param healthPort where health and metrics are served: 0: any free port; -1: nowhere
 * @param exitOnDeafHandler whether a handler that does not react to its interrupt ends the process
 * @param publishQuota messages of the namespace that may wait when handlers publish; 0: no bound
 */
public record WorkerSettings(
    String installName,
    String namespace,
    ServerAddress broker,
    ServerAddress backend,
    Set<String> handlers,
    int concurrency,
    LoopSettings loop,
    int healthPort,
    boolean exitOnDeafHandler,
    long publishQuota) {

  public static final int NO_HEALTH_PORT = -1;

  private static final Pattern HANDLER =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?");
  private static final Pattern YES_OR_NO = Pattern.compile("true|false");

  public WorkerSettings {
    handlers = Set.copyOf(handlers);
  }

  /**
   * @param variables as in {@link System#getenv()}
   * @param podNamespaceFile where Kubernetes tells a pod its namespace
   * @throws InvalidSettingsException naming every variable that is wrong, its value and the mend
   */
  public static WorkerSettings read(Map<String, String> variables, Path podNamespaceFile) {
    return read(new Environment(variables), podNamespaceFile);
  }

  /** As {@link #read(Map, Path)}; the environment then knows what was asked for. */
  public static WorkerSettings read(Environment env, Path podNamespaceFile) {
    ServerSettings servers = ServerSettings.read(env, podNamespaceFile);
    WorkerSettings settings =
        new WorkerSettings(
            servers.installName(),
            servers.namespace(),
            servers.broker(),
            servers.backend(),
            Set.copyOf(env.list("HANDLERS", HANDLER, "use names of handlers, separated by commas")),
            env.integer("CONCURRENCY", 50, 1, 100_000),
            loop(env),
            env.integer("HEALTH_PORT", NO_HEALTH_PORT, NO_HEALTH_PORT, 65_535),
            Boolean.parseBoolean(
                env.text("EXIT_ON_DEAF_HANDLER", "false", YES_OR_NO, "use true or false")),
            PublisherSettings.quota(env));
    env.check();
    return settings;
  }

  private static LoopSettings loop(Environment env) {
    LoopSettings given = LoopSettings.DEFAULT;
    Duration lease = env.seconds("RUN_LEASE_SECONDS", "30", "1", "3600");
    Duration heartbeat = env.seconds("HEARTBEAT_SECONDS", "5", "0.1", "600");
    Duration margin = given.leaseMargin();
    if (margin.multipliedBy(6).compareTo(lease) > 0) {
      margin = lease.dividedBy(6);
    }
    Duration presence = heartbeat.multipliedBy(3);
    Duration killGrace = env.seconds("KILL_GRACE_SECONDS", "10", "0", "3600");
    Duration gracious = env.seconds("GRACIOUS_SHUTDOWN_SECONDS", "20", "0", "86400");
    if (heartbeat.multipliedBy(2).plus(margin).compareTo(lease) > 0) {
      env.refuse(
          "HEARTBEAT_SECONDS",
          env.value("HEARTBEAT_SECONDS", "5"),
          "use at most a third of RUN_LEASE_SECONDS, so that one lost heartbeat costs no lease");
      return given;
    }
    return new LoopSettings(
        lease,
        heartbeat,
        margin,
        presence,
        killGrace,
        gracious,
        given.handBackGrace(),
        given.minBackoff(),
        given.maxBackoff());
  }
}
