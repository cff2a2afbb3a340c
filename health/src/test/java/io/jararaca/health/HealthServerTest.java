package io.jararaca.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jararaca.health.HealthReport.Line;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {

  private final AtomicReference<HealthReport> alive = reported(Line.of(true, "beat", "has ended"));
  private final AtomicReference<HealthReport> ready = reported(Line.of(true, "redis", "away"));
  private final AtomicReference<String> metrics = new AtomicReference<>("jararaca_leader 1.0\n");
  private final HealthServer server = HealthServer.start(0, alive::get, ready::get, metrics::get);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void ready_is_200_or_503_with_a_line_for_each_part() throws Exception {
    assertThat(get("/readyz").statusCode()).isEqualTo(200);

    ready.set(
        new HealthReport(
            List.of(
                Line.of(true, "redis", "away"),
                new Line(false, "rabbitmq", "connection\nrefused"))));

    HttpResponse<String> answer = get("/readyz");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo("[+] redis: ok\n[-] rabbitmq: connection refused\n");
  }

  @Test
  void alive_is_asked_apart_from_ready() throws Exception {
    ready.set(new HealthReport(List.of(Line.of(false, "redis", "away"))));
    assertThat(get("/healthz").statusCode()).isEqualTo(200);

    alive.set(new HealthReport(List.of(Line.of(false, "beat", "has ended"))));

    assertThat(get("/healthz").statusCode()).isEqualTo(503);
    assertThat(get("/healthz").body()).isEqualTo("[-] beat: has ended\n");
  }

  @Test
  void metrics_are_made_for_each_request_and_typed_for_prometheus() throws Exception {
    metrics.set("jararaca_leader 0.0\n");

    HttpResponse<String> answer = get("/metrics");

    assertThat(answer.body()).isEqualTo("jararaca_leader 0.0\n");
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void other_pages_are_not_there() throws Exception {
    assertThat(get("/else").statusCode()).isEqualTo(404);
  }

  @Test
  void a_taken_port_is_refused_by_the_name_of_its_setting() {
    assertThatThrownBy(() -> HealthServer.start(server.port(), alive::get, ready::get, () -> ""))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("HEALTH_PORT=" + server.port());
  }

  private static AtomicReference<HealthReport> reported(Line line) {
    return new AtomicReference<>(new HealthReport(List.of(line)));
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
