package io.jararaca.core.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.core.ledger.Outcome;
import io.jararaca.core.ledger.StartRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerDownTest {

  private final GatedHandler gated = new GatedHandler(false);
  private final LoopRig rig = new LoopRig(3, LoopRig.handler("ship", 2, gated));

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void a_delivery_is_held_and_no_more_are_taken_until_the_ledger_answers() {
    rig.ledger.down = true;
    RecordingDelivery delivery = rig.deliver("ship", "a");
    rig.advance(Duration.ofSeconds(60));
    assertThat(delivery.settlement()).isEqualTo("unsettled");
    assertThat(rig.consumers.paused).isTrue();
    assertThat(rig.loop.status().held()).isEqualTo(1);
    assertThat(rig.loop.status().ready()).isFalse();

    rig.ledger.down = false;
    rig.advance(Duration.ofSeconds(6));

    await().until(() -> gated.begun.contains("a"));
    assertThat(rig.consumers.paused).isFalse();
    assertThat(rig.loop.status().ready()).isTrue();
  }

  @Test
  void consuming_goes_on_by_itself_when_nothing_was_held() {
    rig.ledger.down = true;
    rig.advance(Duration.ofSeconds(20));
    assertThat(rig.consumers.paused).isTrue();

    rig.ledger.down = false;
    rig.advance(Duration.ofSeconds(6));

    assertThat(rig.consumers.paused).isFalse();
  }

  @Test
  void a_start_whose_answer_was_lost_is_repeated_with_its_nonce_and_begins_after_a_heartbeat() {
    rig.ledger.loseAnswers = true;
    rig.deliver("ship", "a");
    assertThat(gated.begun).isEmpty();

    rig.ledger.loseAnswers = false;
    rig.advance(Duration.ofSeconds(6));

    await().until(() -> gated.begun.contains("a"));
    assertThat(rig.ledger.starts).extracting(StartRequest::nonce).hasSize(2);
    assertThat(rig.ledger.starts.stream().map(StartRequest::nonce).distinct()).hasSize(1);
    assertThat(rig.ledger.heartbeats).isNotEmpty();
  }

  @Test
  void a_start_whose_answer_was_lost_is_not_begun_when_its_lease_is_over_by_then() {
    rig.ledger.loseAnswers = true;
    RecordingDelivery delivery = rig.deliver("ship", "a");

    rig.ledger.taken.add(LoopRig.id("a"));
    rig.ledger.loseAnswers = false;
    rig.advance(Duration.ofSeconds(6));

    assertThat(delivery.settlement()).isEqualTo("acknowledged");
    assertThat(gated.begun).isEmpty();
  }

  @Test
  void an_end_is_told_again_until_it_is_answered_and_only_then_acknowledged() {
    RecordingDelivery delivery = rig.deliver("ship", "a");
    await().until(() -> gated.begun.contains("a"));
    rig.ledger.down = true;
    gated.open("a");
    await().until(() -> gated.atOnce.get() == 0);
    rig.advance(Duration.ofSeconds(60));
    assertThat(delivery.settlement()).isEqualTo("unsettled");

    rig.ledger.down = false;
    rig.advance(Duration.ofSeconds(6));

    assertThat(rig.ledger.outcomes).containsExactly(new Outcome.Succeeded());
    assertThat(delivery.settlement()).isEqualTo("acknowledged");
  }

  @Test
  void held_deliveries_go_back_to_the_queue_when_the_worker_drains() {
    rig.ledger.down = true;
    RecordingDelivery delivery = rig.deliver("ship", "a");

    rig.loop.drain();

    assertThat(delivery.settlement()).isEqualTo("requeued");
  }
}
