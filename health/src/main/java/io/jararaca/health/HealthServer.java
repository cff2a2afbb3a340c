package io.jararaca.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Serves {@code /healthz} and {@code /readyz} (200 or 503, with a line for each part) and {@code
 * /metrics} in the Prometheus text format.
 */
public final class HealthServer implements AutoCloseable {

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService threads;

  private HealthServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * @param port 0: any free one
   * @param alive whether the process had better be left running
   * @param ready whether it can do its work
   * @param metrics the text of its figures
   * @throws UncheckedIOException if the port is taken
   */
  public static HealthServer start(
      int port,
      Supplier<HealthReport> alive,
      Supplier<HealthReport> ready,
      Supplier<String> metrics) {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "HEALTH_PORT=%d: cannot listen there; choose a free port".formatted(port), e);
    }
    server.createContext("/", exchange -> answer(exchange, NOT_FOUND, TEXT, "no such page\n"));
    server.createContext("/healthz", exchange -> answer(exchange, alive.get()));
    server.createContext("/readyz", exchange -> answer(exchange, ready.get()));
    server.createContext("/metrics", exchange -> answer(exchange, OK, PROMETHEUS, metrics.get()));
    ExecutorService threads =
        Executors.newFixedThreadPool(
            2,
            task -> {
              Thread thread = new Thread(task, "jararaca-health");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.start();
    return new HealthServer(server, threads);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }

  private static void answer(HttpExchange exchange, HealthReport report) throws IOException {
    answer(exchange, report.well() ? OK : UNAVAILABLE, TEXT, report.text());
  }

  private static void answer(HttpExchange exchange, int code, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(code, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
