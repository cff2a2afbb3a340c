package io.jararaca.e2e.mainjob;

import static io.jararaca.e2e.mainjob.RunningInstall.action;
import static io.jararaca.e2e.mainjob.RunningInstall.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.core.ledger.LedgerReader;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunState;
import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.install.Replica;
import io.jararaca.e2e.process.Sandbox;
import io.jararaca.e2e.server.Kubectl;
import io.jararaca.e2e.server.RedisServer;
import io.jararaca.redis.RedisBackend;
import io.lettuce.core.RedisClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People delete resources while no operator runs. */
@ExtendWith(E2e.class)
class UnseenDeletionIT {

  private static final String INSTALL = "unseen-deletion";
  private static final String SCOPES = "unseen-deletion-scopes";

  @Test
  void what_was_deleted_while_no_operator_ran_does_not_fire_and_is_forgotten(
      SharedServers servers, Sandbox sandbox) {
    RedisServer redis = RedisServer.started(sandbox);
    try (RedisBackend backend = RedisBackend.connect(redis.url(), INSTALL)) {
      deleteUnseen(
          new RunningInstall(servers, sandbox, INSTALL, redis.url()).start(1, 1),
          redis,
          backend.ledger());
    }
  }

  private static void deleteUnseen(RunningInstall install, RedisServer redis, LedgerReader ledger) {
    Instant later = Instant.now().plusSeconds(3600);
    install.apply(action("kept", "{cron: '* * * * * *', handler: heartbeat}"));
    install.apply(action("dropped", "{cron: '* * * * * *', handler: count}"));
    install.apply(message("dropped", "{deliverAt: '" + later + "', handler: greet}"));
    eventually(() -> assertThat(install.runLog().attempts("count")).isNotEmpty());
    eventually(() -> assertThat(owners(redis)).contains(key("dropped"), key("kept")));
    eventually(() -> assertThat(phase(install)).isEqualTo("Pending"));
    RunId run = runOf(install);
    eventually(() -> assertThat(stateOf(ledger, run)).isEqualTo(RunState.PENDING));

    Replica operator = install.leader();
    operator.process().kill();
    install.kubectl("delete", "sact", "dropped");
    install.kubectl("delete", "dmsg", "dropped");
    Instant deleted = Instant.now();
    install.startOperator().awaitReady(RunningInstall.PATIENCE);

    eventually(() -> assertThat(owners(redis)).doesNotContain(key("dropped")));
    eventually(() -> assertThat(stateOf(ledger, run)).isEqualTo(RunState.CANCELLED));
    assertThat(owners(redis)).contains(key("kept"));
    install.awaitTicks(3);
    assertThat(install.runLog().attempts("count"))
        .allSatisfy(attempt -> assertThat(attempt.plannedAt()).isBefore(deleted));
    assertThat(install.runLog().attempts("greet")).isEmpty();
  }

  @Test
  void an_operator_that_watches_less_forgets_only_what_it_would_watch(
      SharedServers servers, Sandbox sandbox) {
    RedisServer redis = RedisServer.started(sandbox);
    RunningInstall install = new RunningInstall(servers, sandbox, SCOPES, redis.url());
    Map<String, String> both = Map.of("WATCH_NAMESPACES", SCOPES + ",default");
    Kubectl kubectl = servers.apiServer().kubectl();
    for (String name : List.of("kept", "inside", "outside")) {
      install.apply(action(name, "{cron: '@yearly', handler: count}"));
    }
    kubectl.apply(
        action("elsewhere", "{cron: '@yearly', handler: count}")
            .replace("{name: ", "{namespace: default, name: "));
    String kept = OwnerKey.scheduledAction(SCOPES, "kept").toString();
    String inside = OwnerKey.scheduledAction(SCOPES, "inside").toString();
    String outside = OwnerKey.scheduledAction(SCOPES, "outside").toString();
    String elsewhere = OwnerKey.scheduledAction("default", "elsewhere").toString();
    Replica broad = install.startOperator(both);
    eventually(() -> assertThat(owners(redis, SCOPES)).contains(kept, inside, outside, elsewhere));

    broad.process().kill();
    install.kubectl("delete", "sact", "inside", "outside");
    kubectl.run("delete", "sact", "elsewhere", "-n", "default");
    Replica narrow = install.startOperator(Map.of("ACTIONS", "inside"));
    eventually(() -> assertThat(owners(redis, SCOPES)).doesNotContain(inside));
    assertThat(owners(redis, SCOPES)).containsExactlyInAnyOrder(kept, outside, elsewhere);

    narrow.process().kill();
    install.startOperator(both);
    eventually(() -> assertThat(owners(redis, SCOPES)).containsExactly(kept));
  }

  private static String key(String name) {
    return OwnerKey.scheduledAction(INSTALL, name).toString();
  }

  private static String phase(RunningInstall install) {
    return install.get("dmsg", "dropped").path("status").path("phase").asText();
  }

  private static RunId runOf(RunningInstall install) {
    return RunId.parse(
        OwnerKey.delayedMessage(INSTALL, "dropped").partition().index()
            + "-"
            + install.get("dmsg", "dropped").path("metadata").path("uid").asText());
  }

  /** Keys of all owners that Redis holds a record of. */
  private static Set<String> owners(RedisServer redis) {
    return owners(redis, INSTALL);
  }

  private static Set<String> owners(RedisServer redis, String install) {
    try (RedisClient client = RedisClient.create(redis.url())) {
      var commands = client.connect().sync();
      return commands.keys("jararaca:" + install + ":*:owners").stream()
          .flatMap(key -> commands.hkeys(key).stream())
          .collect(Collectors.toSet());
    }
  }

  private static RunState stateOf(LedgerReader ledger, RunId run) {
    return ledger.run(run).join().orElseThrow().state();
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(RunningInstall.PATIENCE).untilAsserted(assertion);
  }
}
