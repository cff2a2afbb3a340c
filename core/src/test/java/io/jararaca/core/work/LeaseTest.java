package io.jararaca.core.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaseTest {

  private final GatedHandler gated = new GatedHandler(false);
  private final GatedHandler deaf = new GatedHandler(true);
  private final LoopRig rig =
      new LoopRig(10, LoopRig.handler("ship", 10, gated), LoopRig.handler("deaf", 1, deaf));

  @AfterEach
  void close() {
    List.of("a", "b", "next").forEach(deaf::open);
    rig.close();
  }

  @Test
  void running_runs_are_heartbeaten_every_five_seconds_in_one_call_for_a_partition() {
    rig.deliver("ship", "a");
    rig.advance(Duration.ofSeconds(2));
    rig.deliver("ship", "a");

    rig.advance(Duration.ofSeconds(8));

    assertThat(rig.ledger.heartbeats).hasSize(2);
    assertThat(rig.ledger.heartbeats.get(1)).extracting(LeaseRef::run).hasSize(2);
  }

  @Test
  void a_handler_is_stopped_five_seconds_before_its_lease_could_end_and_handed_back() {
    rig.deliver("ship", "a");
    await().until(() -> gated.begun.contains("a"));
    rig.advance(Duration.ofSeconds(5));
    assertThat(rig.ledger.heartbeats).hasSize(1);

    rig.ledger.down = true;
    rig.advance(Duration.ofMillis(24_900));
    assertThat(rig.stopped).isEmpty();
    rig.advance(Duration.ofMillis(100));
    assertThat(rig.stopped).containsExactly("a LEASE_ENDING");
    await().until(() -> gated.interrupted.contains("a"));

    rig.ledger.down = false;
    rig.advance(Duration.ofSeconds(5));
    await().untilAsserted(() -> assertThat(rig.ledger.released).hasSize(1));
    assertThat(rig.ledger.outcomes).isEmpty();
  }

  @Test
  void a_heartbeat_answered_in_time_keeps_the_handler_going() {
    rig.deliver("ship", "a");
    rig.ledger.down = true;
    rig.advance(Duration.ofSeconds(24));

    rig.ledger.down = false;
    rig.advance(Duration.ofSeconds(60));

    assertThat(rig.stopped).isEmpty();
  }

  @Test
  void a_handler_whose_lease_is_lost_is_stopped_and_nothing_is_told_of_it() {
    RecordingDelivery delivery = rig.deliver("ship", "a");
    await().until(() -> gated.begun.contains("a"));

    rig.ledger.taken.add(LoopRig.id("a"));
    rig.advance(Duration.ofSeconds(5));

    await().until(() -> gated.interrupted.contains("a"));
    assertThat(delivery.settlement()).isEqualTo("acknowledged");
    await()
        .untilAsserted(
            () -> {
              rig.advance(Duration.ofMillis(100));
              assertThat(rig.loop.status().running()).isZero();
            });
    assertThat(rig.ledger.outcomes).isEmpty();
    assertThat(rig.ledger.released).isEmpty();
  }

  @Test
  void a_start_heard_of_after_its_lease_could_end_is_dropped_when_the_lease_is_gone() {
    rig.ledger.whileStarting =
        () -> {
          rig.clock.advance(Duration.ofSeconds(31));
          rig.ledger.taken.add(LoopRig.id("a"));
        };

    RecordingDelivery delivery = rig.deliver("ship", "a");

    assertThat(rig.ledger.heartbeats).hasSize(1);
    assertThat(delivery.settlement()).isEqualTo("acknowledged");
    assertThat(rig.started).isEmpty();
    assertThat(rig.ledger.outcomes).isEmpty();
  }

  @Test
  void a_start_heard_of_late_runs_when_a_heartbeat_says_that_it_may() {
    rig.ledger.whileStarting = () -> rig.clock.advance(Duration.ofSeconds(26));

    rig.deliver("ship", "a");

    assertThat(rig.ledger.heartbeats).hasSize(1);
    assertThat(rig.started).containsExactly("a");
  }

  @Test
  void a_deaf_handler_keeps_its_lease_through_the_kill_grace_and_then_ends_timed_out() {
    RecordingDelivery delivery = rig.deliver("deaf", "a", Duration.ofSeconds(2), true);
    await().until(() -> deaf.begun.contains("a"));
    rig.advance(Duration.ofMillis(11_900));
    await().until(() -> deaf.interrupted.contains("a"));
    assertThat(rig.ledger.heartbeats).hasSize(2);
    assertThat(rig.ledger.outcomes).isEmpty();

    rig.advance(Duration.ofMillis(100));

    assertThat(rig.deaf).containsExactly("a");
    assertThat(rig.ledger.outcomes).singleElement().isInstanceOf(Outcome.TimedOut.class);
    assertThat(delivery.settlement()).isEqualTo("acknowledged");
  }

  @Test
  void a_deaf_handler_holds_its_slot_until_it_ends() {
    rig.deliver("deaf", "a", Duration.ofSeconds(2), true);
    await().until(() -> deaf.begun.contains("a"));
    rig.advance(Duration.ofSeconds(12));
    rig.deliver("deaf", "next");
    assertThat(deaf.begun).containsExactly("a");

    deaf.open("a");

    await().until(() -> deaf.begun.contains("next"));
  }

  @Test
  void a_stopped_broadcast_fails_since_nobody_else_could_run_it() {
    rig.deliver("ship", "a", Duration.ofMinutes(5), false);
    await().until(() -> gated.begun.contains("a"));

    rig.loop.drain();
    rig.advance(Duration.ofSeconds(20));

    await()
        .untilAsserted(
            () ->
                assertThat(rig.ledger.outcomes).singleElement().isInstanceOf(Outcome.Failed.class));
    assertThat(rig.ledger.released).isEmpty();
  }
}
