package io.jararaca.core.beat;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.run.HandlerRef;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClosedQueuesTest {

  private static final HandlerRef QUEUE = new HandlerRef("default", "report");

  private final ClosedQueues queues = new ClosedQueues();

  @Test
  void a_queue_that_refuses_is_left_alone_for_a_second() {
    queues.refused(QUEUE, 5_000);

    assertThat(queues.at(5_400)).containsEntry(QUEUE, Duration.ofMillis(600));
    assertThat(queues.at(6_000)).isEmpty();
  }

  @Test
  void many_refusals_at_once_count_as_one() {
    queues.refused(QUEUE, 5_000);
    queues.refused(QUEUE, 5_001);
    queues.refused(QUEUE, 5_002);

    assertThat(queues.at(6_000)).isEmpty();
  }

  @Test
  void each_further_refusal_doubles_the_wait_up_to_a_minute() {
    long now = 0;
    for (long wait : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      queues.refused(QUEUE, now);
      assertThat(queues.at(now)).containsEntry(QUEUE, Duration.ofSeconds(wait));
      now += wait * 1_000;
    }
  }

  @Test
  void an_accepted_run_opens_it() {
    queues.refused(QUEUE, 5_000);

    queues.accepted(QUEUE);

    assertThat(queues.at(5_000)).isEmpty();
  }
}
