package io.jararaca.core.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.core.ledger.LeaseRef;
import io.jararaca.core.ledger.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrainTest {

  private final GatedHandler gated = new GatedHandler(false);
  private final GatedHandler deaf = new GatedHandler(true);
  private final LoopRig rig =
      new LoopRig(2, LoopRig.handler("ship", 2, gated), LoopRig.handler("deaf", 1, deaf));

  @AfterEach
  void close() {
    deaf.open("a");
    rig.close();
  }

  @Test
  void deliveries_that_have_not_started_go_back_at_once_and_later_ones_too() {
    rig.deliver("ship", "a");
    rig.deliver("ship", "b");
    RecordingDelivery waiting = rig.deliver("ship", "c");

    rig.loop.drain();
    RecordingDelivery late = rig.deliver("ship", "d");

    assertThat(waiting.settlement()).isEqualTo("requeued");
    assertThat(late.settlement()).isEqualTo("requeued");
    assertThat(rig.consumers.closed).isTrue();
    assertThat(rig.ledger.withdrawn).containsExactly("worker-a");
  }

  @Test
  void running_runs_may_end_within_the_gracious_time() {
    RecordingDelivery delivery = rig.deliver("ship", "a");
    await().until(() -> gated.begun.contains("a"));
    CompletableFuture<Integer> drained = rig.loop.drain();
    rig.advance(Duration.ofSeconds(19));
    assertThat(drained).isNotDone();

    gated.open("a");
    await().until(() -> delivery.settlement().equals("acknowledged"));
    rig.advance(Duration.ofMillis(100));

    assertThat(drained).isCompletedWithValue(0);
    assertThat(rig.ledger.outcomes).containsExactly(new Outcome.Succeeded());
    assertThat(rig.stopped).isEmpty();
  }

  @Test
  void what_still_runs_then_is_interrupted_and_handed_back() {
    RecordingDelivery delivery = rig.deliver("ship", "a");
    await().until(() -> gated.begun.contains("a"));
    CompletableFuture<Integer> drained = rig.loop.drain();

    rig.advance(Duration.ofSeconds(20));
    await().until(() -> delivery.settlement().equals("acknowledged"));
    rig.advance(Duration.ofMillis(100));

    assertThat(gated.interrupted).containsExactly("a");
    assertThat(rig.ledger.released).extracting(LeaseRef::run).containsExactly(LoopRig.id("a"));
    assertThat(rig.ledger.outcomes).isEmpty();
    assertThat(drained).isCompletedWithValue(0);
  }

  @Test
  void a_deaf_handler_is_left_behind_with_its_lease_and_counted() {
    RecordingDelivery delivery = rig.deliver("deaf", "a");
    await().until(() -> deaf.begun.contains("a"));

    CompletableFuture<Integer> drained = rig.loop.drain();
    rig.advance(Duration.ofSeconds(22));

    assertThat(drained).isCompletedWithValue(1);
    assertThat(rig.ledger.released).isEmpty();
    assertThat(delivery.settlement()).isEqualTo("unsettled");
  }
}
