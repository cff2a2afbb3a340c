package io.jararaca.e2e.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.install.Install;
import io.jararaca.e2e.process.Sandbox;
import io.jararaca.e2e.server.RabbitServer;
import io.jararaca.e2e.server.RedisServer;
import io.jararaca.examples.Reminders.Reminder;
import io.jararaca.worker.Publisher;
import io.jararaca.worker.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Messages that a program published, and that come due while everything is killed: counted by what
 * their handlers wrote.
 */
@ExtendWith(E2e.class)
class MessageSurvivalIT {

  private static final String INSTALL = "message-survival";
  private static final int MESSAGES = 10_000;
  private static final Duration LEAD = Duration.ofSeconds(5);
  private static final Duration DUE_TIME = Duration.ofSeconds(20);
  private static final Duration ALL_DONE = Duration.ofMinutes(3);

  @Test
  void ten_thousand_messages_come_due_while_leader_redis_and_rabbitmq_are_killed(
      SharedServers servers, Sandbox sandbox) {
    RedisServer redis = RedisServer.started(sandbox);
    RabbitServer rabbit = RabbitServer.started(sandbox);
    Install own =
        new Install(
            sandbox, INSTALL, INSTALL, servers.apiServer().kubeconfig(), redis.url(), rabbit.url());
    RunningInstall install =
        new RunningInstall(servers.apiServer().kubectl(), own, own).start(2, 2);
    rabbit.awaitDurable("jararaca." + INSTALL + "." + INSTALL + ".remind");
    Instant first = Instant.now().plus(LEAD);
    Set<String> published = publish(redis.url(), first);

    FieldStage.waitUntil(first.plus(DUE_TIME.dividedBy(10)));
    install.leader().process().kill();
    install.startOperator();
    FieldStage.waitUntil(first.plus(DUE_TIME.dividedBy(2)));
    redis.kill();
    redis.start();
    FieldStage.waitUntil(first.plus(DUE_TIME.multipliedBy(3).dividedBy(4)));
    rabbit.kill();
    rabbit.start();

    await("each message was handled")
        .atMost(ALL_DONE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> install.runLog().succeeded().size() >= MESSAGES);
    Map<String, Long> handled = install.runLog().successes();
    System.out.printf(
        "%d messages: %d begun, %d handled well, %d of them more than once; last ended %d ms after it was due%n",
        MESSAGES,
        install.runLog().attempts().size(),
        handled.size(),
        handled.values().stream().filter(times -> times > 1).count(),
        latest(install.runLog()));
    assertThat(handled.keySet()).as("what was published, and nothing else").isEqualTo(published);
    assertThat(install.runLog().overlaps()).isEmpty();
  }

  /** The ids of the messages, once the ledger has them all. */
  private static Set<String> publish(String backendUrl, Instant first) {
    try (Publisher publisher =
        Publisher.builder()
            .environment(Map.of())
            .backendUrl(backendUrl)
            .install(INSTALL)
            .namespace(INSTALL)
            .build()) {
      List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
      for (int i = 0; i < MESSAGES; i++) {
        Duration after = DUE_TIME.multipliedBy(i).dividedBy(MESSAGES);
        receipts.add(publisher.publishAt(new Reminder("ana", "no " + i), first.plus(after)));
      }
      return receipts.stream()
          .map(receipt -> receipt.orTimeout(1, TimeUnit.MINUTES).join().id())
          .collect(Collectors.toSet());
    }
  }

  private static long latest(RunLog log) {
    return log.attempts().stream()
        .filter(RunLog.Attempt::succeeded)
        .mapToLong(attempt -> attempt.begin() - attempt.plannedAt().toEpochMilli())
        .max()
        .orElseThrow();
  }
}
