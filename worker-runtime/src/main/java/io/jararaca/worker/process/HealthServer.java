package io.jararaca.worker.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jararaca.core.work.LoopStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Serves {@code /healthz} (the loop's thread runs), {@code /readyz} (the servers are reached, runs
 * are taken), both 200 or 503 with a line for each part, and {@code /metrics} for Prometheus.
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
   * @throws UncheckedIOException if the port is taken
   */
  public static HealthServer start(
      int port, BooleanSupplier alive, Supplier<LoopStatus> status, Supplier<String> metrics) {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "HEALTH_PORT=%d: cannot listen there; choose a free port".formatted(port), e);
    }
    server.createContext("/", exchange -> answer(exchange, NOT_FOUND, TEXT, "no such page\n"));
    server.createContext("/healthz", exchange -> answerHealth(exchange, alive.getAsBoolean()));
    server.createContext("/readyz", exchange -> answerReady(exchange, status.get()));
    server.createContext("/metrics", exchange -> answer(exchange, OK, PROMETHEUS, metrics.get()));
    ExecutorService threads = Executors.newFixedThreadPool(2, new DaemonThreads("jararaca-health"));
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

  private static void answerHealth(HttpExchange exchange, boolean alive) throws IOException {
    answer(exchange, alive ? OK : UNAVAILABLE, TEXT, line(alive, "loop", "does not turn"));
  }

  private static void answerReady(HttpExchange exchange, LoopStatus status) throws IOException {
    String text =
        line(status.ledgerAvailable(), "redis", "does not answer")
            + line(status.brokerAvailable(), "rabbitmq", "not connected")
            + line(!status.draining(), "taking runs", "draining");
    answer(exchange, status.ready() ? OK : UNAVAILABLE, TEXT, text);
  }

  private static String line(boolean well, String part, String trouble) {
    return "[%s] %s: %s%n".formatted(well ? "+" : "-", part, well ? "ok" : trouble);
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
