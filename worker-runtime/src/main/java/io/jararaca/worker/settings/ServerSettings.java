package io.jararaca.worker.settings;

import io.jararaca.core.settings.Environment;
import io.jararaca.core.settings.Urls;
import io.jararaca.rabbitmq.BrokerUrl;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What workers, beats and commands are told alike: where they belong, and which servers they use.
 */
public record ServerSettings(
    String installName, String namespace, String brokerUrl, String backendUrl) {

  private static final Pattern INSTALL_NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final String BROKER_EXAMPLE =
      "amqp://user:password@rabbitmq:5672/?exchange=jararaca";
  private static final String BACKEND_EXAMPLE = "redis://redis:6379/0";

  static ServerSettings read(Environment env, Path podNamespaceFile) {
    return new ServerSettings(
        installName(env), namespace(env, podNamespaceFile), brokerUrl(env), backendUrl(env));
  }

  /** INSTALL_NAME. */
  public static String installName(Environment env) {
    return env.text(
        "INSTALL_NAME",
        "jararaca",
        INSTALL_NAME,
        "use 1 to 40 lower-case letters, digits and \"-\", a letter or digit at both ends");
  }

  /** NAMESPACE; in a pod, its own by default. */
  public static String namespace(Environment env, Path podNamespaceFile) {
    return env.text(
        "NAMESPACE",
        PodNamespace.in(podNamespaceFile).orElse("default"),
        LABEL,
        "use 1 to 63 lower-case letters, digits and \"-\", a letter or digit at both ends");
  }

  /** BROKER_URL, which must be given. */
  public static String brokerUrl(Environment env) {
    return env.url("BROKER_URL", ServerSettings::brokerProblem, BROKER_EXAMPLE);
  }

  /** BACKEND_URL, which must be given. */
  public static String backendUrl(Environment env) {
    return env.url(
        "BACKEND_URL",
        url -> Urls.problem(url, Set.of("redis", "rediss"), BACKEND_EXAMPLE),
        BACKEND_EXAMPLE);
  }

  /** What the connection would find wrong with it, found before it is made. */
  private static String brokerProblem(String url) {
    String problem = Urls.problem(url, Set.of("amqp", "amqps"), BROKER_EXAMPLE);
    if (!problem.isEmpty()) {
      return problem;
    }
    try {
      BrokerUrl.parse(url);
      return "";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage()).replaceFirst("^BROKER_URL \".*?\": ", "");
    }
  }
}
