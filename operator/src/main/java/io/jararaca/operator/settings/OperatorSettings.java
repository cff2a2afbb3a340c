package io.jararaca.operator.settings;

import io.jararaca.core.beat.BeatSettings;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.settings.Environment;
import io.jararaca.core.settings.InvalidSettingsException;
import io.jararaca.core.settings.ServerAddress;
import io.jararaca.core.settings.ServerVariables;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * All that an operator process can be told. {@code docs/settings.md} lists the variables.
 *
 * @param installName tells installs apart that share a Redis or a RabbitMQ
 * @param broker RabbitMQ, {@code ?exchange=} included
 * @param backend Redis
 * @param healthPort where health and metrics are served; 0: any free port
 * @param statusWritesPerSecond most writes to the API server for status
 * @param resyncEvery how often everything is compared with the API server, whatever the watches say
 * @param logFormat {@code text} or {@code json}; logback.xml asks for it by itself
 */
public record OperatorSettings(
    String installName,
    ServerAddress broker,
    ServerAddress backend,
    BeatSettings beat,
    WatchScope scope,
    LeaseSettings lease,
    int healthPort,
    int statusWritesPerSecond,
    Duration resyncEvery,
    String logFormat) {

  private static final Pattern INSTALL_NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern OBJECT_NAME =
      Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?");
  private static final Pattern SELECTOR =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?/)?[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
  private static final Pattern LOG_FORMAT = Pattern.compile("text|json");
  private static final String NAME_MEND =
      "use lower-case letters, digits, \"-\" and \".\", a letter or digit at both ends";
  private static final String LABEL_MEND =
      "use 1 to 63 lower-case letters, digits and \"-\", a letter or digit at both ends";

  /**
   * @param variables as in {@link System#getenv()}
   * @throws InvalidSettingsException naming every variable that is wrong, its value and the mend
   */
  public static OperatorSettings read(Map<String, String> variables) {
    return read(new Environment(variables));
  }

  /** As {@link #read(Map)}; the environment then knows what was asked for. */
  public static OperatorSettings read(Environment env) {
    String installName =
        env.text(
            "INSTALL_NAME",
            "jararaca",
            INSTALL_NAME,
            "use 1 to 40 lower-case letters, digits and \"-\", a letter or digit at both ends");
    OperatorSettings settings =
        new OperatorSettings(
            installName,
            ServerVariables.BROKER.read(env),
            ServerVariables.BACKEND.read(env),
            beat(env),
            new WatchScope(
                Set.copyOf(env.list("WATCH_NAMESPACES", LABEL, LABEL_MEND)),
                Set.copyOf(
                    env.list(
                        "ACTIONS",
                        SELECTOR,
                        "use name or namespace/name of a ScheduledAction, separated by commas"))),
            lease(env, installName),
            env.integer("HEALTH_PORT", 8080, 0, 65535),
            env.integer("STATUS_WRITES_PER_SECOND", 100, 1, 10_000),
            env.seconds("RESYNC_SECONDS", "300", "1", "86400"),
            env.text("LOG_FORMAT", "text", LOG_FORMAT, "use text or json"));
    env.check();
    return settings;
  }

  private static BeatSettings beat(Environment env) {
    return new BeatSettings(
        env.seconds("INTERVAL", "1", "0.01", "60"),
        env.integer("MAX_IN_FLIGHT", 4000, 1, 100_000),
        env.seconds("RUN_LEASE_SECONDS", "30", "1", "3600"),
        new LedgerTimings(
            env.seconds("CLAIM_PATIENCE_SECONDS", "5", "0.1", "600"),
            env.seconds("START_PATIENCE_SECONDS", "30", "0.1", "600"),
            env.seconds("RETENTION_SECONDS", "86400", "1", "31536000")));
  }

  private static LeaseSettings lease(Environment env, String installName) {
    Duration duration = env.seconds("LEASE_SECONDS", "10", "1", "300");
    Duration renewEvery = env.seconds("LEASE_RENEW_SECONDS", "3", "0.1", "100");
    if (renewEvery.multipliedBy(2).compareTo(duration) > 0) {
      env.refuse(
          "LEASE_RENEW_SECONDS",
          env.value("LEASE_RENEW_SECONDS", "3"),
          "use at most half of LEASE_SECONDS, so that one lost renewal costs no leadership");
    }
    String podNamespace = env.text("POD_NAMESPACE", "default", LABEL, LABEL_MEND);
    return new LeaseSettings(
        env.text("LEASE_NAMESPACE", podNamespace, LABEL, LABEL_MEND),
        env.text("LEASE_NAME", installName + "-beat", OBJECT_NAME, NAME_MEND),
        env.text("POD_NAME", env.value("HOSTNAME", "operator"), OBJECT_NAME, NAME_MEND),
        duration,
        renewEvery);
  }
}
