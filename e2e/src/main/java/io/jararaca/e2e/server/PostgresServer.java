package io.jararaca.e2e.server;

import io.jararaca.e2e.process.FreePort;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A PostgreSQL on loopback that trusts every local user, with its defaults: each commit is on disk.
 * It refuses to run as root, so for root it runs as the user nobody.
 */
public final class PostgresServer extends Server {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** A request for TLS, which every PostgreSQL answers by one byte: its length, and a code. */
  private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 210, 22, 47};

  private final Sandbox sandbox;
  private final int port = FreePort.next();
  private final String name = "postgres-" + port;
  private int databases;

  private PostgresServer(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** A running PostgreSQL without tables. */
  public static PostgresServer started(Sandbox sandbox) {
    PostgresServer server = new PostgresServer(sandbox);
    server.initialize();
    server.start();
    return server;
  }

  /** JDBC URL of a database that is empty; each call makes one. The user is postgres. */
  public String freshDatabase() {
    databases++;
    String database = "fresh" + databases;
    run(
        "createdb",
        "--host",
        "127.0.0.1",
        "--port",
        Integer.toString(port),
        "-U",
        "postgres",
        database);
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** As it numbers itself. */
  public String version() {
    try {
      return Files.readString(data().resolve("PG_VERSION"), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void initialize() {
    Path folder = sandbox.folder(name);
    if (isRoot()) {
      try {
        Files.setPosixFilePermissions(
            folder.getParent(), PosixFilePermissions.fromString("rwx--x--x"));
        Files.setOwner(
            folder,
            folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    run(
        "initdb",
        "--pgdata",
        data().toString(),
        "--username=postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C");
  }

  private Path data() {
    return sandbox.folder(name).resolve("data");
  }

  private void run(String program, String... arguments) {
    OsProcess process = sandbox.start(program, command(program, arguments), Map.of());
    if (process.awaitExit(PATIENCE) != 0) {
      throw new IllegalStateException(program + " failed\n" + process.tail());
    }
  }

  private static List<String> command(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(
          List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"));
    }
    command.add(Binary.find(program.toUpperCase(Locale.ROOT), program, place(program)).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /** Debian keeps its programs off the PATH; ./dev says in POSTGRES_BIN where. */
  private static Path place(String program) {
    String folder = System.getenv().getOrDefault("POSTGRES_BIN", "/usr/lib/postgresql/15/bin");
    return Path.of(folder, program);
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  @Override
  OsProcess launch() {
    return sandbox.start(
        name,
        command(
            "postgres",
            "-D",
            data().toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories="),
        Map.of());
  }

  @Override
  boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(SSL_REQUEST);
      return socket.getInputStream().read() == 'N';
    } catch (IOException e) {
      return false; // it does not listen yet
    }
  }
}
