package io.jararaca.operator.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jararaca.core.ledger.OwnerCounters;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {

  private final Part redis = new Part("redis");
  private final Part rabbitmq = new Part("rabbitmq");
  private final AtomicBoolean beatAlive = new AtomicBoolean(true);
  private final OperatorMetrics metrics = new OperatorMetrics();
  private final HealthServer server =
      HealthServer.start(
          0,
          new Readiness(
              List.of(redis, rabbitmq), List.of(new Readiness.LiveCheck("beat", beatAlive::get))),
          metrics::scrape);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void not_ready_until_every_part_was_reached() throws Exception {
    redis.up();
    rabbitmq.down("connection refused");

    HttpResponse<String> answer = get("/readyz");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo("[+] redis: ok\n[-] rabbitmq: connection refused\n");
    rabbitmq.up();
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void a_part_that_was_never_asked_for_counts_as_away() throws Exception {
    assertThat(get("/readyz").body()).contains("[-] redis: not reached yet");
  }

  @Test
  void alive_whatever_the_servers_do_as_long_as_its_threads_run() throws Exception {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);

    beatAlive.set(false);

    assertThat(get("/healthz").statusCode()).isEqualTo(503);
    assertThat(get("/healthz").body()).isEqualTo("[-] beat: has ended\n");
  }

  @Test
  void metrics_show_leadership_parts_and_how_runs_ended() throws Exception {
    metrics.watch(redis);
    redis.up();
    metrics.leading(true);
    metrics.counted(
        new OwnerCounters(1, 1, 0, 0, 0, 0, 0, 0, 0), new OwnerCounters(5, 3, 2, 0, 0, 0, 0, 0, 4));

    String page = get("/metrics").body();

    assertThat(page)
        .contains("jararaca_leader 1.0")
        .contains("jararaca_part_up{part=\"redis\"} 1.0")
        .contains("jararaca_runs_ended_total{state=\"Succeeded\"} 2.0")
        .contains("jararaca_runs_ended_total{state=\"Failed\"} 2.0")
        .contains("jararaca_ticks_passed_total{kind=\"Missed\"} 4.0")
        .contains("jararaca_dispatch_lateness_seconds_bucket");
  }

  @Test
  void other_pages_are_not_there() throws Exception {
    assertThat(get("/else").statusCode()).isEqualTo(404);
  }

  @Test
  void a_taken_port_is_refused_by_the_name_of_its_setting() {
    assertThatThrownBy(
            () -> HealthServer.start(server.port(), new Readiness(List.of(), List.of()), () -> ""))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("HEALTH_PORT=" + server.port());
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
