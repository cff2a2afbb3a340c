package io.jararaca.e2e.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.install.Install;
import io.jararaca.e2e.install.Replica;
import io.jararaca.e2e.process.Sandbox;
import io.jararaca.e2e.server.ApiServer;
import io.jararaca.e2e.server.RabbitServer;
import io.jararaca.e2e.server.RedisServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator whose servers are away: it waits, says so, and goes on when they come. */
@ExtendWith(E2e.class)
class OperatorWithoutServersIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TICKS = "jararaca_dispatch_lateness_seconds_count";

  @Test
  void it_starts_before_its_servers_and_dispatches_when_they_are_there_and_without_the_api_server(
      Sandbox sandbox) {
    ApiServer apiServer = ApiServer.started(sandbox);
    RedisServer redis = RedisServer.started(sandbox);
    RabbitServer rabbit = RabbitServer.started(sandbox);
    Namespace namespace = Namespace.created(apiServer.kubectl(), "late");
    namespace.apply(
        "ScheduledAction", "tick", "{cron: '* * * * * *', allowOverlap: true, maxActive: 10000}");
    apiServer.stop();
    redis.stop();
    rabbit.stop();

    Replica operator =
        new Install(sandbox, "late", "late", apiServer.kubeconfig(), redis.url(), rabbit.url())
            .operator("pod-a", Replicas.LOGS);
    operator.process().awaitLogLine(".*started, health on port.*", PATIENCE);
    assertThat(operator.isReady()).isFalse();
    redis.start();
    apiServer.start();
    rabbit.start();

    operator.awaitReady(PATIENCE);
    awaitTicks(operator, 2);

    apiServer.kill();
    awaitTicks(operator, Replicas.metric(operator, TICKS) + 15);
    assertThat(operator.isReady()).as("the API server is away").isFalse();
    assertThat(Replicas.leads(operator)).isTrue();
    apiServer.start();

    operator.awaitReady(PATIENCE);
    assertThat(Replicas.leads(operator)).isTrue();
    namespace.apply("ScheduledAction", "new", "{cron: '@yearly'}");
    await()
        .atMost(PATIENCE)
        .until(() -> namespace.condition("sact", "new", "Scheduled").equals("True/Armed"));
    operator.process().terminate(Duration.ofSeconds(6));
  }

  private static void awaitTicks(Replica operator, double least) {
    await("ticks are dispatched")
        .atMost(PATIENCE)
        .until(() -> Replicas.metric(operator, TICKS) >= least);
  }
}
