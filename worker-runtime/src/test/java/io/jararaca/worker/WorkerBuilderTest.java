package io.jararaca.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jararaca.core.settings.InvalidSettingsException;
import io.jararaca.core.work.LoopStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerBuilderTest {

  private static final Map<String, String> SERVERS =
      Map.of("BROKER_URL", "amqp://127.0.0.1:1", "BACKEND_URL", "redis://127.0.0.1:1");

  @Test
  void what_is_said_wins_over_the_environment() {
    assertThatThrownBy(
            () ->
                builder(Map.of("CONCURRENCY", "5", "NAMESPACE", "shop"))
                    .concurrency(0)
                    .namespace("Wrong")
                    .graciousShutdown(Duration.ofSeconds(-3))
                    .build())
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("CONCURRENCY=0")
        .hasMessageContaining("NAMESPACE=Wrong")
        .hasMessageContaining("GRACIOUS_SHUTDOWN_SECONDS=-3.0");
  }

  @Test
  void a_worker_without_handlers_is_refused() {
    assertThatThrownBy(() -> Worker.builder().environment(SERVERS).build())
        .isInstanceOf(InvalidHandlerException.class)
        .hasMessageStartingWith("the worker has no handlers");
  }

  @Test
  void a_lambda_needs_a_name_that_a_queue_can_have() {
    assertThatThrownBy(
            () ->
                Worker.builder()
                    .environment(SERVERS)
                    .handler("no spaces", String.class, (payload, run) -> {})
                    .build())
        .isInstanceOf(InvalidHandlerException.class)
        .hasMessageStartingWith("handler \"no spaces\"");
  }

  @Test
  void a_concurrency_below_zero_is_refused() {
    assertThatThrownBy(
            () ->
                Worker.builder()
                    .environment(SERVERS)
                    .handler("a", String.class, -1, (payload, run) -> {})
                    .build())
        .isInstanceOf(InvalidHandlerException.class)
        .hasMessage("concurrency -1: must be 1 or more, or 0 for the worker's");
  }

  @Test
  void two_workers_of_one_host_have_different_instances() {
    assertThat(builder(Map.of("POD_NAME", "pod-1")).build().instance())
        .startsWith("pod-1-")
        .isNotEqualTo(builder(Map.of("POD_NAME", "pod-1")).build().instance());
  }

  @Test
  void a_worker_starts_and_closes_while_its_servers_are_not_there() {
    Worker worker = builder(Map.of()).graciousShutdown(Duration.ZERO).healthPort(0).build();
    assertThat(worker.status()).isEqualTo(LoopStatus.NOT_STARTED);

    worker.start();

    assertThat(worker.ready()).isFalse();
    assertThat(worker.healthPort()).isPresent();
    worker.close();
    assertThatThrownBy(worker::start).hasMessage("a worker starts once: build another");
  }

  private static WorkerBuilder builder(Map<String, String> more) {
    Map<String, String> variables = new java.util.HashMap<>(SERVERS);
    variables.putAll(more);
    return Worker.builder().environment(variables).handler("a", String.class, (payload, run) -> {});
  }
}
