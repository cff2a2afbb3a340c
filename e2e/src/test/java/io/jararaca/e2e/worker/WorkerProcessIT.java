package io.jararaca.e2e.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.ledger.RunSnapshot;
import io.jararaca.core.run.RetryPolicy;
import io.jararaca.core.run.RunState;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.process.FreePort;
import io.jararaca.e2e.process.OsProcess;
import io.jararaca.e2e.process.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(E2e.class)
class WorkerProcessIT {

  private static final RetryPolicy QUICK =
      new RetryPolicy(3, Duration.ofMillis(50), Duration.ofMillis(50), 1, 0);

  private final WorkerBench bench;

  WorkerProcessIT(Sandbox sandbox, SharedServers servers) {
    bench = new WorkerBench(sandbox, servers.backendUrl(), servers.brokerUrl());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void a_worker_runs_what_is_sent_and_health_and_metrics_tell_of_it() {
    int port = FreePort.next();
    bench.worker("worker-1", Map.of("HEALTH_PORT", Integer.toString(port)));

    WorkerHealth health = new WorkerHealth(port);

    MessageDefinition message =
        bench.send("remind", "{\"to\":\"Ana\",\"text\":\"tea\"}", UnaryOperator.identity());
    RunSnapshot run = bench.await(message, RunState.SUCCEEDED);

    assertThat(run.attempts()).isEqualTo(1);
    assertThat(run.instance()).startsWith("worker-1-");
    assertThat(bench.events(message)).containsExactly("begin", "succeeded");
    assertThat(health.get("/healthz")).isEqualTo("200 [+] loop: ok");
    assertThat(health.get("/readyz"))
        .isEqualTo("200 [+] redis: ok\n[+] rabbitmq: ok\n[+] taking runs: ok");
    assertThat(health.get("/metrics"))
        .contains("jararaca_worker_runs_seconds_count{handler=\"remind\",outcome=\"Succeeded\"} 1");
  }

  @Test
  void handlers_decide_how_runs_end() {
    bench.worker("worker-1", Map.of("KILL_GRACE_SECONDS", "1"));

    MessageDefinition retried =
        bench.send("flaky-import", "", template -> template.withRetry(QUICK));
    MessageDefinition rejected =
        bench.send(
            "pay-invoice",
            "{\"number\":\"17\",\"cents\":0}",
            template -> template.withRetry(QUICK));
    MessageDefinition unreadable =
        bench.send(
            "pay-invoice",
            "{\"number\":\"17\",\"cents\":\"many\"}",
            template -> template.withRetry(QUICK));
    MessageDefinition timedOut =
        bench.send(
            "slow-sync",
            "{\"seconds\":600}",
            template -> template.withTimeout(Duration.ofSeconds(1)));

    assertThat(bench.await(retried, RunState.SUCCEEDED).attempts()).isEqualTo(3);
    assertThat(bench.await(rejected, RunState.FAILED))
        .satisfies(
            run -> {
              assertThat(run.attempts()).isEqualTo(1);
              assertThat(run.message())
                  .isEqualTo("invoice 17 is over nothing: no retry will mend it");
            });
    assertThat(bench.await(unreadable, RunState.FAILED).message())
        .startsWith("payload: cannot be read as");
    assertThat(bench.await(timedOut, RunState.TIMED_OUT).message())
        .isEqualTo("took longer than its timeout, PT1S");
  }

  @Test
  void a_broadcast_is_run_by_every_instance_once() {
    bench.worker("worker-1", Map.of());
    bench.worker("worker-2", Map.of());
    bench.awaitWorkers(2);

    RunSnapshot run =
        bench.runOnce("clear-caches", template -> template.asBroadcast(Duration.ofSeconds(20)));

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.written(run.id()))
        .filteredOn(fields -> fields.get(0).equals("begin"))
        .extracting(fields -> fields.get(6).substring(0, 8))
        .containsExactlyInAnyOrder("worker-1", "worker-2");
  }

  @Test
  void the_run_of_a_killed_worker_is_done_by_another_when_its_lease_is_over() {
    bench.worker("worker-1", Map.of());
    bench.worker("worker-2", Map.of());
    bench.awaitWorkers(2);
    MessageDefinition message =
        bench.send("slow-sync", "{\"seconds\":2}", UnaryOperator.identity());
    String first = bench.awaitBegun(message);

    bench.processOf(first).kill();
    Instant killed = Instant.now();

    RunSnapshot run = bench.await(message, RunState.SUCCEEDED);
    Duration took = Duration.between(killed, Instant.now());
    System.out.printf("after kill -9, done by the other worker within %s%n", took);
    assertThat(run.attempts()).isEqualTo(2);
    assertThat(run.instance()).isNotEqualTo(first);
    assertThat(took).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(40));
  }

  @Test
  void a_stopped_worker_hands_its_runs_back_at_once() {
    Map<String, String> impatient = Map.of("GRACIOUS_SHUTDOWN_SECONDS", "0");
    bench.worker("worker-1", impatient);
    bench.worker("worker-2", impatient);
    bench.awaitWorkers(2);
    MessageDefinition message =
        bench.send("slow-sync", "{\"seconds\":1}", UnaryOperator.identity());
    String first = bench.awaitBegun(message);

    Instant stopped = Instant.now();
    bench.processOf(first).terminate(Duration.ofSeconds(20));

    RunSnapshot run = bench.await(message, RunState.SUCCEEDED);
    Duration took = Duration.between(stopped, Instant.now());
    System.out.printf("after SIGTERM, done by the other worker within %s%n", took);
    assertThat(run.instance()).isNotEqualTo(first);
    assertThat(took).isLessThan(Duration.ofSeconds(9));
    bench.awaitWorkers(1);
  }

  @Test
  void a_stopped_worker_lets_its_runs_end_within_the_gracious_time() {
    OsProcess worker = bench.worker("worker-1", Map.of());
    MessageDefinition message =
        bench.send("slow-sync", "{\"seconds\":3}", UnaryOperator.identity());
    bench.awaitBegun(message);

    assertThat(worker.terminate(Duration.ofSeconds(20))).isEqualTo(143);

    assertThat(bench.events(message)).containsExactly("begin", "succeeded");
    assertThat(bench.await(message, RunState.SUCCEEDED).attempts()).isEqualTo(1);
  }

  @Test
  void a_deaf_handler_ends_timed_out_and_ends_its_process_where_that_is_asked_for() {
    OsProcess worker =
        bench.worker(
            StubbornWorker.class.getName(),
            "stubborn",
            Map.of(
                "KILL_GRACE_SECONDS", "1",
                "GRACIOUS_SHUTDOWN_SECONDS", "1",
                "EXIT_ON_DEAF_HANDLER", "true"));

    MessageDefinition deaf =
        bench.send("deaf", "", template -> template.withTimeout(Duration.ofSeconds(1)));

    assertThat(bench.await(deaf, RunState.TIMED_OUT).attempts()).isEqualTo(1);
    assertThat(worker.awaitExit(Duration.ofSeconds(20))).isEqualTo(75);
  }

  @Test
  void a_worker_serves_the_chosen_handlers_alone() {
    bench.worker("worker-1", Map.of("HANDLERS", "count"));
    MessageDefinition left = bench.send("remind", "{}", UnaryOperator.identity());
    MessageDefinition served = bench.send("count", "", UnaryOperator.identity());

    bench.await(served, RunState.SUCCEEDED);

    assertThat(bench.written(left.runId())).isEmpty();
    bench.await(left, RunState.DISPATCHED);
  }

  @Test
  void a_worker_with_bad_settings_ends_and_names_each() {
    OsProcess worker =
        bench.worker("worker-bad", Map.of("CONCURRENCY", "none", "BROKER_URL", "http://x"));

    assertThat(worker.awaitExit(Duration.ofSeconds(20))).isEqualTo(1);
    assertThat(worker.log())
        .contains("CONCURRENCY=none: use a whole number from 1 to 100000, such as 50")
        .contains("BROKER_URL=http://x: begin it with amqp:// or amqps://");
  }
}
