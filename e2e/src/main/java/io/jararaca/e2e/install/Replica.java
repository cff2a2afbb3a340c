package io.jararaca.e2e.install;

import static org.awaitility.Awaitility.await;

import io.jararaca.e2e.process.OsProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * A replica of the operator or of a worker.
 *
 * @param healthPort where it serves health and metrics on the loopback
 */
public record Replica(OsProcess process, int healthPort) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);

  /**
   * Waits until it says that it is ready.
   *
   * @throws IllegalStateException with the end of its log if it ends instead
   */
  public void awaitReady(Duration patience) {
    await(process.name() + " is ready")
        .atMost(patience)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .until(this::isReadyUnlessEnded);
  }

  private boolean isReadyUnlessEnded() {
    if (!process.isAlive()) {
      throw new IllegalStateException(process.name() + " ended\n" + process.tail());
    }
    return isReady();
  }

  /** Whether /readyz answers 200. */
  public boolean isReady() {
    try {
      return get("/readyz").statusCode() == 200;
    } catch (IOException e) {
      return false; // it does not listen yet, or no more
    }
  }

  /** What /readyz says, a line for each part. */
  public String readiness() throws IOException {
    return get("/readyz").body();
  }

  /** What /metrics shows. */
  public String metrics() throws IOException {
    return get("/metrics").body();
  }

  private HttpResponse<String> get(String path) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + healthPort + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER_PATIENCE).build();
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
