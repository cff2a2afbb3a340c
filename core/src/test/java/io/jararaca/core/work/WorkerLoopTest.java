package io.jararaca.core.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jararaca.core.ledger.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerLoopTest {

  private final GatedHandler gated = new GatedHandler(false);
  private final LoopRig rig = new LoopRig(3, LoopRig.handler("ship", 2, gated), failing(), other());
  private static final List<Boolean> INTERRUPTED_AT_BEGIN = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void a_delivery_is_started_run_completed_and_acknowledged() {
    RecordingDelivery delivery = rig.deliver("ship", "a");
    await().until(() -> gated.begun.contains("a"));
    assertThat(delivery.settlement()).isEqualTo("unsettled");

    gated.open("a");

    await().until(() -> delivery.settlement().equals("acknowledged"));
    assertThat(rig.ledger.outcomes).containsExactly(new Outcome.Succeeded());
    assertThat(rig.ledger.starts).singleElement().matches(start -> start.rev() == 0);
  }

  @Test
  void a_run_that_the_ledger_does_not_allow_is_acknowledged_and_never_begun() {
    rig.ledger.taken.add(LoopRig.id("a"));

    RecordingDelivery delivery = rig.deliver("ship", "a");

    assertThat(delivery.settlement()).isEqualTo("acknowledged");
    assertThat(gated.begun).isEmpty();
  }

  @Test
  void what_a_handler_throws_is_told_to_the_ledger() {
    RecordingDelivery delivery = rig.deliver("fail", "a");

    await().until(() -> delivery.settlement().equals("acknowledged"));
    assertThat(rig.ledger.outcomes)
        .containsExactly(new Outcome.Failed("IllegalStateException: no stock"));
  }

  @Test
  void a_handler_has_no_more_runs_at_once_than_its_concurrency_and_the_others_go_past_its_line() {
    rig.deliver("ship", "a");
    rig.deliver("ship", "b");
    rig.deliver("ship", "c");
    RecordingDelivery past = rig.deliver("other", "d");

    await().until(() -> past.settlement().equals("acknowledged"));
    await().until(() -> gated.atOnce.get() == 2);
    assertThat(gated.begun).containsExactlyInAnyOrder("a", "b");

    gated.open("a");
    await().until(() -> gated.begun.contains("c"));
  }

  @Test
  void a_handler_is_interrupted_at_its_timeout_and_ends_timed_out() {
    RecordingDelivery delivery = rig.deliver("ship", "a", Duration.ofSeconds(2), true);
    await().until(() -> gated.begun.contains("a"));

    rig.advance(Duration.ofMillis(1900));
    assertThat(rig.stopped).isEmpty();
    rig.advance(Duration.ofMillis(100));

    await().until(() -> delivery.settlement().equals("acknowledged"));
    assertThat(gated.interrupted).containsExactly("a");
    assertThat(rig.ledger.outcomes)
        .containsExactly(new Outcome.TimedOut("took longer than its timeout, PT2S"));
  }

  @Test
  void an_interrupt_does_not_reach_the_next_run_on_the_same_thread() {
    RecordingDelivery first = rig.deliver("ship", "a", Duration.ofSeconds(2), true);
    await().until(() -> gated.begun.contains("a"));
    rig.advance(Duration.ofSeconds(2));
    await().until(() -> first.settlement().equals("acknowledged"));

    INTERRUPTED_AT_BEGIN.clear();
    for (int i = 0; i < 20; i++) {
      RecordingDelivery next = rig.deliver("other", "next-" + i);
      await().until(() -> next.settlement().equals("acknowledged"));
    }

    assertThat(INTERRUPTED_AT_BEGIN).hasSize(20).doesNotContain(true);
  }

  @Test
  void a_run_whose_handler_is_not_here_is_dead_lettered() {
    RecordingDelivery delivery = rig.deliver("unknown", "a");

    assertThat(delivery.settlement())
        .isEqualTo("dead-lettered: this worker has no handler shop/unknown");
  }

  @Test
  void the_instance_is_announced_every_heartbeat_with_its_handlers() {
    rig.advance(Duration.ofSeconds(10));

    assertThat(rig.ledger.announced).hasSize(3);
    assertThat(rig.ledger.announced.get(0).handlers())
        .containsExactlyInAnyOrder(LoopRig.ref("ship"), LoopRig.ref("fail"), LoopRig.ref("other"));
    assertThat(rig.consumers.prefetches).containsEntry(LoopRig.ref("ship"), 2);
    assertThat(rig.consumers.broadcasts).hasSize(3);
  }

  @Test
  void two_handlers_of_one_name_are_refused() {
    assertThatThrownBy(() -> new LoopRig(1, other(), other()).close())
        .hasMessageContaining("handler shop/other: given twice");
  }

  private static HandlerBinding failing() {
    return LoopRig.handler(
        "fail",
        1,
        attempt -> {
          throw new IllegalStateException("no stock");
        });
  }

  private static HandlerBinding other() {
    return LoopRig.handler(
        "other",
        1,
        attempt -> {
          INTERRUPTED_AT_BEGIN.add(Thread.currentThread().isInterrupted());
          return new Outcome.Succeeded();
        });
  }
}
