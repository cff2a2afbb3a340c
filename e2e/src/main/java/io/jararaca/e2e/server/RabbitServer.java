package io.jararaca.e2e.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;

import io.jararaca.e2e.process.FreePort;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A RabbitMQ node that shares nothing with others on the machine, not even their epmd. */
public final class RabbitServer extends Server {
  private static final Path DEBIAN = Path.of("/usr/lib/rabbitmq/bin");
  private static final Duration CTL_PATIENCE = Duration.ofSeconds(60);

  private static final String DISTRIBUTION_ON_LOOPBACK =
      "-kernel inet_dist_use_interface {127,0,0,1}";

  /** The protocol header of AMQP 0-9-1, section 4.2.2; a server answers with a method frame. */
  private static final byte[] GREETING = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};

  private static final int METHOD_FRAME = 1;

  private final Sandbox sandbox;
  private final int port = FreePort.next();
  private final int distributionPort = FreePort.next();
  private final int epmdPort = FreePort.next();
  private final String name = "rabbitmq-" + port;

  public RabbitServer(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** A running RabbitMQ. */
  public static RabbitServer started(Sandbox sandbox) {
    RabbitServer server = new RabbitServer(sandbox);
    server.start();
    return server;
  }

  /** As BROKER_URL takes it, with the default exchange of ours. */
  public String url() {
    return "amqp://guest:guest@127.0.0.1:" + port + "/%2F";
  }

  public int port() {
    return port;
  }

  /**
   * Runs rabbitmqctl on this node.
   *
   * @return what it printed
   * @throws IllegalStateException if it fails
   */
  public String ctl(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(
        Binary.find("RABBITMQCTL", "rabbitmqctl", DEBIAN.resolve("rabbitmqctl")).toString());
    command.addAll(List.of("--quiet", "--node", nodeName()));
    command.addAll(List.of(arguments));
    OsProcess ctl = sandbox.start(name + "-ctl", command, environment());
    if (ctl.awaitExit(CTL_PATIENCE) != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed\n" + ctl.tail());
    }
    return ctl.log();
  }

  /**
   * Waits until a quorum queue of the default virtual host outlives a kill. RabbitMQ notes on disk
   * which queues it has half a second late; one declared in that time has no leader after a kill,
   * and no client gets an answer from it again (seen with 3.10.8).
   */
  public void awaitDurable(String queue) {
    Path names = Path.of("mnesia", nodeName(), "quorum", nodeName(), "names.dets");
    await(queue + " is noted on disk")
        .until(() -> Files.readString(home().resolve(names), ISO_8859_1).contains("%2F_" + queue));
  }

  @Override
  OsProcess launch() {
    Path program =
        Binary.find("RABBITMQ_SERVER", "rabbitmq-server", DEBIAN.resolve("rabbitmq-server"));
    writeSettings();
    return sandbox.start(name, List.of(program.toString(), "-noinput"), environment());
  }

  private String nodeName() {
    return name + "@localhost";
  }

  private Path home() {
    return sandbox.folder(name);
  }

  private Map<String, String> environment() {
    return Map.ofEntries(
        Map.entry("HOME", home().toString()), // the Erlang cookie's place
        Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
        Map.entry("ERL_EPMD_PORT", Integer.toString(epmdPort)),
        Map.entry("RABBITMQ_NODENAME", nodeName()),
        Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
        Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
        Map.entry("RABBITMQ_DIST_PORT", Integer.toString(distributionPort)),
        // The script then becomes the node, else it stays as its parent and survives or hides
        // kills.
        Map.entry("RABBITMQ_ALLOW_INPUT", "true"),
        Map.entry("RABBITMQ_CONF_ENV_FILE", home().resolve("rabbitmq-env.conf").toString()),
        Map.entry("RABBITMQ_CONFIG_FILE", home().resolve("rabbitmq.conf").toString()),
        Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", home().resolve("enabled_plugins").toString()),
        Map.entry("RABBITMQ_MNESIA_BASE", home().resolve("mnesia").toString()),
        Map.entry("RABBITMQ_PID_FILE", home().resolve("pid").toString()),
        Map.entry("RABBITMQ_LOG_BASE", home().resolve("log").toString()),
        Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", DISTRIBUTION_ON_LOOPBACK),
        Map.entry("RABBITMQ_LOGS", "-"));
  }

  private void writeSettings() {
    try {
      Files.writeString(home().resolve("rabbitmq-env.conf"), "");
      Files.writeString(home().resolve("enabled_plugins"), "[].\n");
      Files.writeString(home().resolve("rabbitmq.conf"), "disk_free_limit.absolute = 50MB\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(GREETING);
      return socket.getInputStream().read() == METHOD_FRAME;
    } catch (IOException e) {
      return false; // it does not listen yet
    }
  }
}
