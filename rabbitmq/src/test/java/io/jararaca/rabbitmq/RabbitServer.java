package io.jararaca.rabbitmq;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.ConnectionFactory;
import io.jararaca.core.TemporaryFolder;
import io.jararaca.core.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A RabbitMQ of the tests' own on loopback, with an epmd of its own, that can be killed. */
final class RabbitServer implements AutoCloseable {

  private static final Path DEBIAN = Path.of("/usr/lib/rabbitmq/bin");

  private final TemporaryFolder home = TemporaryFolder.make("jararaca-rabbitmq");
  private final int port = freePort();
  private final int epmdPort = freePort();
  private final int distributionPort = freePort();
  private final String node = "jararaca-test-" + port + "@localhost";
  private final Process epmd;
  private @Nullable Process server;
  private int tlsPort;

  RabbitServer() {
    this(List.of());
  }

  private RabbitServer(List<String> settings) {
    try {
      Files.writeString(home.resolve("enabled_plugins"), "[].\n");
      List<String> all = new ArrayList<>(List.of("disk_free_limit.absolute = 50MB"));
      all.addAll(settings);
      Files.write(home.resolve("rabbitmq.conf"), all);
      Files.writeString(home.resolve("rabbitmq-env.conf"), "");
      epmd = launch("epmd", List.of("epmd", "-port", "" + epmdPort, "-address", "127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /** One that speaks TLS as well, with that certificate. */
  static RabbitServer withTls(TestAuthority.Issued issued) {
    int tlsPort = freePort();
    RabbitServer server =
        new RabbitServer(
            List.of(
                "listeners.ssl.default = 127.0.0.1:" + tlsPort,
                "ssl_options.certfile = " + issued.certificate(),
                "ssl_options.keyfile = " + issued.key(),
                "ssl_options.verify = verify_none"));
    server.tlsPort = tlsPort;
    return server;
  }

  String tlsUrl(String host) {
    return "amqps://" + host + ":" + tlsPort;
  }

  BrokerUrl url() {
    return BrokerUrl.parse("amqp://127.0.0.1:" + port);
  }

  /** Starts it, again after a kill with the same data; returns when it answers. */
  void start() {
    try {
      server = launch("server", List.of(script("RABBITMQ_SERVER", "rabbitmq-server"), "-noinput"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await("RabbitMQ answers").atMost(Duration.ofMinutes(2)).until(this::answers);
  }

  /**
   * Waits until a quorum queue outlives a kill: RabbitMQ notes on disk which queues it has half a
   * second late, and one declared in that time has no leader ever after (seen with 3.10.8).
   */
  void awaitDurable(String queue) {
    Path names = home.path().resolve(Path.of("mnesia", node, "quorum", node, "names.dets"));
    await(queue + " is noted on disk")
        .until(() -> Files.readString(names, ISO_8859_1).contains("%2F_" + queue));
  }

  /** Ends it as kill -9 does. */
  void kill() {
    Process killed = server;
    if (killed != null) {
      Stream.concat(killed.descendants(), Stream.of(killed.toHandle()))
          .toList()
          .forEach(ProcessHandle::destroyForcibly);
      await("RabbitMQ ended").until(() -> !killed.isAlive());
    }
  }

  /** Runs rabbitmqctl; returns what it printed. */
  String ctl(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(script("RABBITMQCTL", "rabbitmqctl"));
    command.addAll(List.of("--quiet", "--node", node));
    command.addAll(List.of(arguments));
    try {
      Process ctl = builder(command).redirectErrorStream(true).start();
      String printed = new String(ctl.getInputStream().readAllBytes());
      if (!ctl.waitFor(1, TimeUnit.MINUTES) || ctl.exitValue() != 0) {
        throw new IllegalStateException(command + ": " + printed);
      }
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
    epmd.destroy();
    home.close();
  }

  private boolean answers() {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(port);
    try {
      factory.newConnection().close();
      return true;
    } catch (IOException | TimeoutException e) {
      if (server == null || !server.isAlive()) {
        throw new IllegalStateException("RabbitMQ ended: " + log("server"), e);
      }
      return false;
    }
  }

  private Process launch(String name, List<String> command) throws IOException {
    return builder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve(name + ".log").toFile()))
        .start();
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.path().toFile());
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                Map.entry("HOME", home.path().toString()),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("ERL_EPMD_PORT", "" + epmdPort),
                Map.entry("RABBITMQ_NODENAME", node),
                Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODE_PORT", "" + port),
                Map.entry("RABBITMQ_DIST_PORT", "" + distributionPort),
                Map.entry("RABBITMQ_CONF_ENV_FILE", home.resolve("rabbitmq-env.conf").toString()),
                Map.entry("RABBITMQ_CONFIG_FILE", home.resolve("rabbitmq.conf").toString()),
                Map.entry(
                    "RABBITMQ_ENABLED_PLUGINS_FILE", home.resolve("enabled_plugins").toString()),
                Map.entry("RABBITMQ_MNESIA_BASE", home.resolve("mnesia").toString()),
                Map.entry("RABBITMQ_PID_FILE", home.resolve("pid").toString()),
                Map.entry("RABBITMQ_LOG_BASE", home.resolve("log").toString()),
                Map.entry("RABBITMQ_LOGS", "-"),
                Map.entry(
                    "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                    "-kernel inet_dist_use_interface {127,0,0,1}")));
    return builder;
  }

  private String log(String name) {
    try {
      return Files.readString(home.resolve(name + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String script(String setting, String name) {
    String set = System.getenv(setting);
    Path debian = DEBIAN.resolve(name);
    return set != null ? set : Files.isExecutable(debian) ? debian.toString() : name;
  }

  /**
   * Below the range of outgoing connections: a client that tries the port of a stopped server could
   * otherwise connect to itself.
   */
  private static int freePort() {
    for (int port : new Random().ints(20_000, 32_000).limit(1_000).toArray()) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        continue;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new IllegalStateException("no free port from 20000 to 31999");
  }
}
