package io.jararaca.core.beat;

import static io.jararaca.core.action.Actions.action;
import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.action.Actions;
import io.jararaca.core.action.MessageDefinition;
import io.jararaca.core.action.RunTemplate;
import io.jararaca.core.ledger.OnDuplicate;
import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.memory.PartitionSnapshot;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.core.run.RunId;
import io.jararaca.core.run.RunState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the beat makes good when others lost something. */
class RecoveryTest {

  private static final HandlerRef REPORT = new HandlerRef("default", "report");

  private final BeatWorld world = new BeatWorld();

  @Test
  void a_run_that_its_queue_lost_is_published_again_when_the_queue_is_seen_empty() {
    world.lead(1);
    world.declare(action("report", "0 0 13 * * *"));
    world.pass(Duration.ofHours(1));
    world.broker.purge(REPORT);
    world.consume(REPORT);

    world.pass(Duration.ofMinutes(3));

    assertThat(world.deliveries).hasSize(1);
    assertThat(world.start(world.deliveries.get(0))).isNotNull();
  }

  @Test
  void a_run_that_a_busy_queue_lost_is_published_again_when_later_ones_were_started() {
    world.lead(1);
    Actions report = action("report", "0 0 13 * * *");
    world.declare(report);
    world.pass(Duration.ofHours(1));
    RunId lost = world.snapshot(report).active().get(0).id();
    world.broker.purge(REPORT);
    world.declare(action("busy", "*/2 * * * * *").handler("report").allowOverlap());
    world.pass(Duration.ofSeconds(5));
    world.broker.consumers().consume(REPORT, 1, world.deliveries::add);

    for (int done = 0; done < 100; done++) {
      world.pass(Duration.ofSeconds(3));
      assertThat(world.broker.inspect(REPORT).orElseThrow().ready()).isPositive();
      world.run(world.deliveries.get(done), new Outcome.Succeeded());
    }

    assertThat(world.ledger.run(lost).join().orElseThrow().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(world.deliveries)
        .filteredOn(delivery -> delivery.publication().spec().id().equals(lost))
        .hasSize(1);
  }

  @Test
  void a_run_that_waits_in_a_queue_without_consumers_gets_no_copies() {
    world.lead(1);
    world.declare(action("report", "0 0 13 * * *"));

    world.pass(Duration.ofHours(2));

    assertThat(world.broker.inspect(REPORT).orElseThrow().ready()).isEqualTo(1);
  }

  @Test
  void a_deletion_that_the_dead_leader_did_not_tell_is_told_by_the_next() {
    world.consume(REPORT);
    BeatWorld.Driven first = world.lead(1);
    Actions report = action("report", "*/5 * * * * *");
    world.declare(report);
    world.pass(Duration.ofSeconds(5));
    first.kill();

    world.catalog.delete(report.owner());
    world.lead(2);
    world.pass(Duration.ofSeconds(1));

    assertThat(world.start(world.deliveries.get(0))).isNull();
    assertThat(world.ledger.owner(report.owner().key()).join()).isEmpty();
  }

  @Test
  void an_action_of_another_uid_takes_nothing_over_from_the_one_before() {
    world.consume(REPORT);
    world.lead(1);
    Actions report = action("report", "*/5 * * * * *");
    world.declare(report);
    world.pass(Duration.ofSeconds(5));

    world.declare(report.uid("another"));
    world.pass(Duration.ofSeconds(5));

    assertThat(world.start(world.deliveries.get(0))).isNull();
    assertThat(world.start(world.deliveries.get(1))).isNotNull();
  }

  @Test
  void a_message_that_a_failover_lost_is_submitted_anew() {
    world.consume(REPORT);
    world.lead(1);
    MessageDefinition message = message();
    PartitionSnapshot before = world.ledger.snapshot(message.runId().partition());
    world.catalog.put(message);
    world.pass(Duration.ofSeconds(1));

    world.ledgerDown = true;
    world.ledger.restore(before);
    world.pass(Duration.ofSeconds(3));
    world.ledgerDown = false;
    world.pass(Duration.ofSeconds(10));

    assertThat(world.deliveries).hasSize(1);
  }

  private MessageDefinition message() {
    return new MessageDefinition(
        new Owner(OwnerKey.delayedMessage("default", "later"), "uid-of-later"),
        1,
        world.now().plusSeconds(10),
        null,
        null,
        OnDuplicate.IGNORE,
        RunTemplate.of(REPORT),
        false);
  }

  @Test
  void what_the_ledger_has_heard_of_is_not_kept() {
    world.lead(1);
    Actions report = action("report", "*/5 * * * * *");
    world.declare(report);

    world.catalog.delete(report.owner());
    assertThat(world.catalog.departed())
        .extracting(Catalog.Departed::owner)
        .containsExactly(report.owner());
    world.pass(Duration.ofSeconds(1));

    assertThat(world.catalog.departed()).isEmpty();
  }
}
