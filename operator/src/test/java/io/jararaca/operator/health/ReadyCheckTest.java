package io.jararaca.operator.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.health.HealthServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadyCheckTest {

  private static final Duration SOON = Duration.ofMillis(10);
  private final Part redis = new Part("redis");

  @Test
  void an_operator_that_is_ready_passes() throws InterruptedException {
    try (HealthServer server = server()) {
      redis.up();

      assertThat(check(server.port()).isReadyWithin(1, SOON)).isTrue();
    }
  }

  @Test
  void an_operator_whose_server_is_away_does_not_pass() throws InterruptedException {
    try (HealthServer server = server()) {
      redis.down("gone");

      assertThat(check(server.port()).isReadyWithin(3, SOON)).isFalse();
    }
  }

  @Test
  void nobody_there_does_not_pass() throws InterruptedException {
    int port;
    try (HealthServer server = server()) {
      port = server.port();
    }

    assertThat(check(port).isReadyWithin(2, SOON)).isFalse();
  }

  private HealthServer server() {
    Readiness readiness = new Readiness(List.of(redis), List.of());
    return HealthServer.start(0, readiness::alive, readiness::ready, () -> "");
  }

  private static ReadyCheck check(int port) {
    return new ReadyCheck(URI.create("http://127.0.0.1:" + port + "/readyz"));
  }
}
