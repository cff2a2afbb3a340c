package io.jararaca.worker.settings;

import io.jararaca.core.settings.Environment;
import io.jararaca.core.settings.ServerAddress;
import java.nio.file.Path;
import java.util.Map;

/**
 * All that a publisher reads from the environment.
 *
 * @param installName tells installs apart that share a Redis
 * @param namespace of the handlers that it publishes to
 * @param backend Redis
 * @param quota messages of the namespace that may wait; 0: no bound
 */
public record PublisherSettings(
    String installName, String namespace, ServerAddress backend, long quota) {

  private static final int DEFAULT_QUOTA = 1_000_000;

  /**
   * @param variables as in {@link System#getenv()}
   * @param podNamespaceFile where Kubernetes tells a pod its namespace
   * @throws io.jararaca.core.settings.InvalidSettingsException naming every variable that is wrong,
   *     its value and the mend
   */
  public static PublisherSettings read(Map<String, String> variables, Path podNamespaceFile) {
    Environment env = new Environment(variables);
    PublisherSettings settings =
        new PublisherSettings(
            ServerSettings.installName(env),
            ServerSettings.namespace(env, podNamespaceFile),
            ServerSettings.backend(env),
            quota(env));
    env.check();
    return settings;
  }

  static long quota(Environment env) {
    return env.integer("PUBLISH_QUOTA", DEFAULT_QUOTA, 0, Integer.MAX_VALUE);
  }
}
