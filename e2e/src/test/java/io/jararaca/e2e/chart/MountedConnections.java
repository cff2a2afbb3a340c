package io.jararaca.e2e.chart;

import io.jararaca.core.TemporaryFolder;
import io.jararaca.core.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What Kubernetes mounts for the chart's pods, as folders of this machine. */
final class MountedConnections {

  private static final String IN_A_POD = "/etc/jararaca";
  private static final TemporaryFolder FOLDER = TemporaryFolder.make("jararaca-chart");
  private static final Path PLAIN = FOLDER.resolve("plain");
  private static final Path TLS = FOLDER.resolve("tls");

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(FOLDER::close));
    try {
      write(PLAIN, "redis://redis:6379/0", "amqp://rabbitmq:5672/");
      write(TLS, "rediss://redis:6379/0", "amqps://rabbitmq:5671/");
      Path authority = TestAuthority.make(FOLDER.path(), "own").certificate();
      Files.copy(authority, TLS.resolve("redis/ca.pem"));
      Files.copy(authority, TLS.resolve("rabbitmq/ca.pem"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MountedConnections() {}

  /** Variables of a pod that uses no TLS. */
  static Map<String, String> plain() {
    return Map.of(
        "BACKEND_URL_FILE", PLAIN.resolve("redis/url").toString(),
        "BROKER_URL_FILE", PLAIN.resolve("rabbitmq/url").toString());
  }

  /** Has the variables name this machine's files in the place of a pod's. */
  static void relocate(Map<String, String> variables) {
    Path folder = variables.containsKey("BACKEND_CA_FILE") ? TLS : PLAIN;
    variables.replaceAll(
        (name, value) ->
            value.startsWith(IN_A_POD) ? folder + value.substring(IN_A_POD.length()) : value);
  }

  private static void write(Path folder, String redis, String rabbitmq) throws IOException {
    Files.createDirectories(folder.resolve("redis"));
    Files.createDirectories(folder.resolve("rabbitmq"));
    Files.writeString(folder.resolve("redis/url"), redis);
    Files.writeString(folder.resolve("rabbitmq/url"), rabbitmq);
  }
}
