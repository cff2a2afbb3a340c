package io.jararaca.worker.settings;

import io.jararaca.core.settings.Environment;
import io.jararaca.core.settings.ServerAddress;
import io.jararaca.core.settings.ServerVariables;
import io.jararaca.rabbitmq.BrokerUrl;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What workers, beats and commands are told alike: where they belong, and which servers they use.
 */
public record ServerSettings(
    String installName, String namespace, ServerAddress broker, ServerAddress backend) {

  private static final Pattern INSTALL_NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  static ServerSettings read(Environment env, Path podNamespaceFile) {
    return new ServerSettings(
        installName(env), namespace(env, podNamespaceFile), broker(env), backend(env));
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

  /** BROKER_URL or a file of it, which must be given, and BROKER_CA_FILE. */
  public static ServerAddress broker(Environment env) {
    return ServerVariables.BROKER.checking(ServerSettings::brokerProblem).read(env);
  }

  /** BACKEND_URL or a file of it, which must be given, and BACKEND_CA_FILE. */
  public static ServerAddress backend(Environment env) {
    return ServerVariables.BACKEND.read(env);
  }

  /** What the connection would find wrong with it, found before it is made. */
  private static String brokerProblem(String url) {
    try {
      BrokerUrl.parse(url);
      return "";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage()).replaceFirst("^BROKER_URL \".*?\": ", "");
    }
  }
}
