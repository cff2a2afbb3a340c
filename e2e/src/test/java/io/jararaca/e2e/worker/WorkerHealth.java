package io.jararaca.e2e.worker;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * A worker's health port.
 *
 * @param port on loopback
 */
record WorkerHealth(int port) {

  /** The page's status and text, {@code 200 …}; {@code unreachable} while nobody listens. */
  String get(String path) {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                  BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body().strip();
    } catch (IOException e) {
      return "unreachable";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  void awaitReady(boolean ready) {
    String status = ready ? "200" : "503";
    await().atMost(WorkerBench.PATIENCE).until(() -> get("/readyz").startsWith(status));
  }
}
