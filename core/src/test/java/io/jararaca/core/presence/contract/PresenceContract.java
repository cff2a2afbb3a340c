package io.jararaca.core.presence.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.presence.Presence;
import io.jararaca.core.presence.WorkerInstance;
import io.jararaca.core.run.HandlerRef;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Presence: who is there to work. */
public abstract class PresenceContract {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final WorkerInstance A =
      new WorkerInstance(
          "worker-a",
          "0.1.0",
          Set.of(new HandlerRef("shop", "report"), new HandlerRef("shop", "orders.import")),
          Set.of(new HandlerRef("shop", "report")),
          8);
  private static final WorkerInstance B =
      new WorkerInstance("worker-b", "0.2.0", Set.of(), Set.of(), 1);

  /** A presence with nobody there when the test began; the same one throughout a test. */
  protected abstract Presence presence();

  /** Lets at least that much time pass, as presence counts it. */
  protected abstract void advance(Duration duration);

  @Test
  void nobody_is_there_at_first() {
    assertThat(live()).isEmpty();
  }

  @Test
  void who_announces_is_there_with_all_that_was_said() {
    announce(A, LONG);
    announce(B, LONG);

    assertThat(live()).containsExactlyInAnyOrder(A, B);
  }

  @Test
  void an_announcement_is_valid_for_its_time() {
    announce(A, SHORT);
    announce(B, LONG);
    advance(SHORT.plusMillis(1));

    assertThat(live()).containsExactly(B);
  }

  @Test
  void an_announcement_again_prolongs_it() {
    announce(A, SHORT);
    announce(A, LONG);
    advance(SHORT.plusMillis(1));

    assertThat(live()).containsExactly(A);
  }

  @Test
  void the_newest_announcement_of_an_instance_counts() {
    announce(A, LONG);
    WorkerInstance smaller = new WorkerInstance("worker-a", "0.1.1", Set.of(), Set.of(), 2);
    announce(smaller, LONG);

    assertThat(live()).containsExactly(smaller);
  }

  @Test
  void who_withdraws_is_gone() {
    announce(A, LONG);
    announce(B, LONG);

    get(presence().withdraw("worker-a"));
    get(presence().withdraw("worker-a"));

    assertThat(live()).containsExactly(B);
  }

  private void announce(WorkerInstance worker, Duration validity) {
    get(presence().announce(worker, validity));
  }

  private List<WorkerInstance> live() {
    return get(presence().live());
  }

  private static <T> T get(CompletableFuture<T> future) {
    return future.orTimeout(10, TimeUnit.SECONDS).join();
  }
}
