package io.jararaca.operator.status;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.core.action.ActionDefinition;
import io.jararaca.core.beat.Catalog;
import io.jararaca.core.ledger.Claim;
import io.jararaca.core.ledger.FencingToken;
import io.jararaca.core.ledger.LedgerTimings;
import io.jararaca.core.ledger.WakeUp;
import io.jararaca.core.ledger.memory.InMemoryLedger;
import io.jararaca.core.ledger.memory.InMemoryPresence;
import io.jararaca.core.presence.WorkerInstance;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.Partition;
import io.jararaca.crds.decision.Decision;
import io.jararaca.crds.v1alpha1.Condition;
import io.jararaca.crds.v1alpha1.ScheduledActionStatus;
import io.jararaca.operator.health.OperatorMetrics;
import io.jararaca.operator.reconcile.ActionReconciler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusLoopTest {

  private static final FencingToken TOKEN = new FencingToken(1, "me");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T12:00:30Z"));

  private final InMemoryLedger ledger = new InMemoryLedger(CLOCK);
  private final InMemoryPresence presence = new InMemoryPresence(CLOCK);
  private final ResourcesInMemory resources = new ResourcesInMemory();
  private final Catalog catalog = new Catalog();
  private final List<StatusLoop> loops = new ArrayList<>();

  @BeforeEach
  void lead() {
    Partition.all().forEach(partition -> ledger.raise(partition, TOKEN, LedgerTimings.DEFAULT));
  }

  @AfterEach
  void close() {
    loops.forEach(StatusLoop::close);
  }

  @Test
  void a_standby_writes_nothing_and_a_new_leader_looks_at_everything() {
    StatusLoop loop = loop();
    OwnerKey report = register("report");
    register("other");
    loop.seen(report);
    loop.dirty(report.partition());
    assertThat(resources.written).isEmpty();

    loop.leading(true);

    await().until(() -> resources.written.size() >= 2);
    assertThat(resources.action(report).orElseThrow().getStatus()).isNotNull();
  }

  @Test
  void taking_over_writes_differences_alone() {
    OwnerKey report = register("report");
    OwnerKey other = register("other");
    StatusLoop first = loop();
    first.leading(true);
    await().untilAsserted(() -> assertThat(workers(report)).isEqualTo("NoWorkers"));
    await().untilAsserted(() -> assertThat(workers(other)).isEqualTo("NoWorkers"));
    first.close();
    ledger.claim(report.partition(), TOKEN, List.of(tick(report)));
    resources.written.clear();

    loop().leading(true);

    await().until(() -> resources.written.stream().anyMatch(status -> status.activeRuns() == 1));
    assertThat(resources.written)
        .as("only the one that has a run since")
        .allMatch(status -> "report".equals(status.handler()));
  }

  @Test
  void a_run_shows_when_the_ledger_hints_at_it() {
    OwnerKey report = register("report");
    StatusLoop loop = loop();
    ledger.subscribe(
        wakeUp -> {
          if (wakeUp instanceof WakeUp.Dirty dirty) {
            loop.dirty(dirty.partition());
          }
        });
    loop.leading(true);
    await().untilAsserted(() -> assertThat(workers(report)).isEqualTo("NoWorkers"));

    ledger.claim(report.partition(), TOKEN, List.of(tick(report)));

    await()
        .atMost(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              ScheduledActionStatus last = resources.written.get(resources.written.size() - 1);
              assertThat(last.activeRuns()).isEqualTo(1);
              assertThat(requireNonNull(last.lastRun()).state()).isEqualTo("Claimed");
            });
  }

  @Test
  void a_conflict_is_looked_at_again() {
    OwnerKey report = register("report");
    resources.conflictsToCome.set(3);

    loop().leading(true);

    await().untilAsserted(() -> assertThat(workers(report)).isNotEmpty());
    assertThat(resources.conflicts.get()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void a_worker_that_comes_shows_on_the_actions_of_its_handlers_and_is_told_once() {
    OwnerKey report = register("report");
    loop().leading(true);
    await().untilAsserted(() -> assertThat(workers(report)).isEqualTo("NoWorkers"));
    assertThat(resources.told).containsExactly("report NoWorkers");

    presence.announce(
        new WorkerInstance("w", "1", Set.of(new HandlerRef("shop", "report")), Set.of(), 1),
        Duration.ofHours(1));

    await().untilAsserted(() -> assertThat(workers(report)).isEqualTo("WorkersAlive"));
    assertThat(resources.told).containsExactly("report NoWorkers");
  }

  @Test
  void an_invalid_resource_stops_no_other() {
    OwnerKey bad = resources.apply("bad", "{cron: [1, 2]}");
    OwnerKey report = register("report");

    loop().leading(true);

    await().untilAsserted(() -> assertThat(workers(report)).isEqualTo("NoWorkers"));
    await().untilAsserted(() -> assertThat(reason(bad, Condition.READY)).isEqualTo("InvalidSpec"));
  }

  private OwnerKey register(String name) {
    OwnerKey key = resources.apply(name, "{cron: '* * * * *'}");
    catalog.put(definition(key));
    ledger.register(key.partition(), TOKEN, List.of(definition(key).registration())).join();
    return key;
  }

  private Claim tick(OwnerKey key) {
    ActionDefinition definition = definition(key);
    Instant cursor = ledger.owner(key).join().orElseThrow().cursor();
    Instant planned = definition.schedule().next(cursor).orElseThrow();
    return new Claim.Tick(
        definition.owner(),
        cursor,
        cursor,
        List.of(),
        planned,
        definition.tickRun(planned),
        new byte[0],
        List.of());
  }

  private ActionDefinition definition(OwnerKey key) {
    Decision<ActionDefinition> decision =
        ActionReconciler.decide(resources.action(key).orElseThrow());
    return ((Decision.Valid<ActionDefinition>) decision).definition();
  }

  private String workers(OwnerKey key) {
    return reason(key, Condition.WORKERS_AVAILABLE);
  }

  private String reason(OwnerKey key, String type) {
    return Condition.find(
            OwnerFacts.digest(resources.action(key).orElseThrow().getStatus()).conditions(), type)
        .map(Condition::reason)
        .orElse("");
  }

  private StatusLoop loop() {
    StatusLoop loop =
        new StatusLoop(
            resources,
            catalog,
            ledger,
            presence,
            (StatusSink) resources,
            1000,
            System::nanoTime,
            CLOCK,
            new OperatorMetrics());
    loops.add(loop);
    loop.start();
    return loop;
  }
}
