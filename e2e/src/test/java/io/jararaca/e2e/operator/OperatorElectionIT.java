package io.jararaca.e2e.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.install.Install;
import io.jararaca.e2e.install.Replica;
import io.jararaca.e2e.process.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas with the settings that everybody has: who leads, and how long nobody does. */
@ExtendWith(E2e.class)
@SuppressWarnings("NullAway.Init")
class OperatorElectionIT {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Namespace namespace;
  private Replicas replicas;

  @BeforeEach
  void start(SharedServers servers, Sandbox sandbox) {
    String name = "election-" + COUNT.incrementAndGet();
    namespace = Namespace.created(servers.apiServer().kubectl(), name);
    Install install =
        new Install(
            sandbox,
            name,
            name,
            servers.apiServer().kubeconfig(),
            servers.backendUrl(),
            servers.brokerUrl());
    replicas =
        new Replicas(
            List.of(
                install.operator("pod-a", Replicas.LOGS),
                install.operator("pod-b", Replicas.LOGS)));
    replicas.all().forEach(replica -> replica.awaitReady(START));
    namespace.apply("ScheduledAction", "tick", "{cron: '* * * * * *', catchUp: All}");
  }

  @Test
  void a_killed_leader_is_followed_when_its_lease_ends() {
    Replica leader = replicas.leader(START);
    awaitTicks(leader);

    leader.process().kill();

    long nanos = took(() -> replicas.leader(LEASE.multipliedBy(3)));
    report("kill -9 of the leader, until the other leads", nanos);
    awaitTicks(replicas.other(leader));
  }

  @Test
  void a_stopped_leader_hands_over_and_ends_within_two_seconds() {
    Replica leader = replicas.leader(START);
    awaitTicks(leader);

    leader.process().terminate();
    Replica next = replicas.other(leader);
    long handedOver =
        took(
            () ->
                await()
                    .atMost(Duration.ofSeconds(6))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> Replicas.leads(next)));
    report("SIGTERM of the leader, until the other leads", handedOver);

    leader.process().awaitExit(Duration.ofSeconds(6));
    assertThat(leader.process().log()).contains("the Lease is released").contains("stopped");
    awaitTicks(next);
  }

  @Test
  void a_leader_that_was_frozen_wakes_up_as_a_standby() {
    Replica leader = replicas.leader(START);
    awaitTicks(leader);
    Replica next = replicas.other(leader);

    leader.process().freeze();
    await().atMost(LEASE.multipliedBy(3)).until(() -> Replicas.leads(next));
    leader.process().thaw();

    await().atMost(Duration.ofSeconds(10)).until(() -> !Replicas.leads(leader));
    assertThat(Replicas.leads(next)).isTrue();
    assertThat(
            namespace
                .read("lease", namespace.name() + "-beat")
                .at("/metadata/annotations/jararaca.io~1fencing-token")
                .asInt())
        .isEqualTo(2);
  }

  /** Dispatches go on: the queue is there without any worker. */
  private static void awaitTicks(Replica leader) {
    String metric = "jararaca_claims_total{kind=\"Tick\",result=\"Claimed\"}";
    String skipped = "jararaca_claims_total{kind=\"Tick\",result=\"SlotBusy\"}";
    await("ticks are decided")
        .atMost(START)
        .until(() -> Replicas.metric(leader, metric) + Replicas.metric(leader, skipped) > 0);
  }

  private static long took(Runnable step) {
    long start = System.nanoTime();
    step.run();
    return System.nanoTime() - start;
  }

  private static void report(String what, long nanos) {
    System.out.printf("figure: %s: %d ms%n", what, Duration.ofNanos(nanos).toMillis());
  }
}
