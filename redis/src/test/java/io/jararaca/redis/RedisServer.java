package io.jararaca.redis;

import static org.awaitility.Awaitility.await;

import io.jararaca.core.TemporaryFolder;
import io.jararaca.core.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A redis-server process on a free loopback port, with its data in a temporary folder. */
public final class RedisServer implements AutoCloseable {

  private final TemporaryFolder folder = TemporaryFolder.make("jararaca-redis");
  private final List<String> options;
  private final int port;
  private Process process;

  private RedisServer(int port, List<String> options) {
    this.port = port;
    this.options = options;
    process = launch();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /**
   * Starts a server that keeps nothing on disk unless its options say so. It ends at {@link
   * #close}, or with this JVM, and its folder with it.
   */
  public static RedisServer start(String... options) {
    return new RedisServer(freePort(), List.of(options));
  }

  /** Starts one that speaks TLS alone, with that certificate. */
  static RedisServer startTls(TestAuthority.Issued issued) {
    int port = freePort();
    return new RedisServer(
        port,
        List.of(
            "--port",
            "0",
            "--tls-port",
            "" + port,
            "--tls-cert-file",
            issued.certificate().toString(),
            "--tls-key-file",
            issued.key().toString(),
            "--tls-auth-clients",
            "no"));
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** A backend of the install "test" that has connected. */
  public RedisBackend connect() {
    return connect(url());
  }

  static RedisBackend connect(String url) {
    RedisBackend backend = RedisBackend.connect(url, "test");
    await("a connection to " + url)
        .atMost(Duration.ofSeconds(30))
        .until(() -> backend.state().connected());
    return backend;
  }

  public int port() {
    return port;
  }

  Path folder() {
    return folder.path();
  }

  /** Ends the process at once, as kill -9 does. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops the process where it is, as a host does that hangs; connections stay open. */
  public void freeze() {
    signal("-STOP");
  }

  public void thaw() {
    signal("-CONT");
  }

  private void signal(String name) {
    try {
      int status = new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
      if (status != 0) {
        throw new IllegalStateException("kill " + name + " answered " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts it again, on the same port, with what it kept in its folder. */
  public void restart() {
    kill();
    process = launch();
  }

  @Override
  public void close() {
    kill();
    folder.close();
  }

  private Process launch() {
    List<String> command = new ArrayList<>(List.of("redis-server", "--port", "" + port));
    command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--dir", folder.path().toString()));
    command.addAll(options);
    try {
      Process launched =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      await("redis-server on port " + port)
          .atMost(Duration.ofSeconds(20))
          .until(() -> !launched.isAlive() || accepts());
      if (!launched.isAlive()) {
        throw new IllegalStateException(Files.readString(folder.resolve("log")));
      }
      return launched;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean accepts() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
