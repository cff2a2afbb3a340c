package io.jararaca.e2e.server;

import io.jararaca.e2e.process.FreePort;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A Redis with the settings we ask of production: an append-only file, no eviction. */
public final class RedisServer extends Server {
  private final Sandbox sandbox;
  private final int port = FreePort.next();
  private final String name = "redis-" + port;

  public RedisServer(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** A running Redis. */
  public static RedisServer started(Sandbox sandbox) {
    RedisServer server = new RedisServer(sandbox);
    server.start();
    return server;
  }

  /** As BACKEND_URL takes it. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** Where the append-only file is, for tests that take its end away. */
  public Path dataFolder() {
    return sandbox.folder(name);
  }

  /** Asks it, or tells it, something as one more client. */
  public <T> T ask(Function<RedisCommands<String, String>, T> question) {
    RedisClient client = RedisClient.create(url());
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      return question.apply(connection.sync());
    } finally {
      client.shutdown();
    }
  }

  @Override
  OsProcess launch() {
    String program = Binary.find("REDIS_SERVER", "redis-server").toString();
    List<String> command =
        List.of(
            program,
            "--bind",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--dir",
            dataFolder().toString(),
            "--appendonly",
            "yes",
            "--appendfsync",
            "everysec",
            "--maxmemory-policy",
            "noeviction",
            "--save",
            "");
    return sandbox.start(name, command, Map.of());
  }

  @Override
  boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes("+PONG".length()); // or -LOADING …
      return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
    } catch (IOException e) {
      return false; // it does not listen yet
    }
  }
}
