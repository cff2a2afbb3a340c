package io.jararaca.operator.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ReadinessTest {

  private final Part redis = new Part("redis");
  private final Part rabbitmq = new Part("rabbitmq");
  private final AtomicBoolean beatAlive = new AtomicBoolean(true);
  private final Readiness readiness =
      new Readiness(
          List.of(redis, rabbitmq), List.of(new Readiness.LiveCheck("beat", beatAlive::get)));

  @Test
  void not_ready_until_every_part_was_reached() {
    redis.up();
    rabbitmq.down("connection refused");

    assertThat(readiness.ready().well()).isFalse();
    assertThat(readiness.ready().text())
        .isEqualTo("[+] redis: ok\n[-] rabbitmq: connection refused\n");
    rabbitmq.up();
    assertThat(readiness.ready().well()).isTrue();
  }

  @Test
  void a_part_that_was_never_asked_for_counts_as_away() {
    assertThat(readiness.ready().text()).contains("[-] redis: not reached yet");
  }

  @Test
  void alive_whatever_the_servers_do_as_long_as_its_threads_run() {
    assertThat(readiness.alive().well()).isTrue();

    beatAlive.set(false);

    assertThat(readiness.alive().well()).isFalse();
    assertThat(readiness.alive().text()).isEqualTo("[-] beat: has ended\n");
  }
}
