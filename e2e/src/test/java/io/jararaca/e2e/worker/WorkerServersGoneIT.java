package io.jararaca.e2e.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.run.RunState;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.process.FreePort;
import io.jararaca.e2e.process.Sandbox;
import io.jararaca.e2e.server.RabbitServer;
import io.jararaca.e2e.server.RedisServer;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("kills-servers")
@ExtendWith(E2e.class)
class WorkerServersGoneIT {

  private final RedisServer redis;
  private final RabbitServer rabbit;
  private final WorkerBench bench;

  WorkerServersGoneIT(Sandbox sandbox) {
    redis = RedisServer.started(sandbox);
    rabbit = RabbitServer.started(sandbox);
    bench = new WorkerBench(sandbox, redis.url(), rabbit.url());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void workers_go_on_by_themselves_when_redis_and_then_rabbitmq_come_back() {
    int port = FreePort.next();
    bench.worker("worker-1", Map.of("HEALTH_PORT", Integer.toString(port)));
    WorkerHealth health = new WorkerHealth(port);
    health.awaitReady(true);
    MessageDefinition running =
        bench.send("slow-sync", "{\"seconds\":10}", UnaryOperator.identity());
    bench.awaitBegun(running);

    redis.kill();
    health.awaitReady(false);
    redis.start();
    health.awaitReady(true);

    assertThat(bench.await(running, RunState.SUCCEEDED).attempts()).isEqualTo(1);
    ranOnce(bench.send("count", "", UnaryOperator.identity()));

    rabbit.kill();
    health.awaitReady(false);
    rabbit.start();
    health.awaitReady(true);

    ranOnce(bench.send("count", "", UnaryOperator.identity()));
  }

  private void ranOnce(MessageDefinition message) {
    assertThat(bench.await(message, RunState.SUCCEEDED).attempts()).isEqualTo(1);
    assertThat(bench.events(message)).containsExactly("begin", "succeeded");
  }
}
