package io.jararaca.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.run.OwnerKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DirtyOwnersTest {

  private static final OwnerKey A = OwnerKey.scheduledAction("shop", "a");
  private static final OwnerKey B = OwnerKey.scheduledAction("shop", "b");
  private static final OwnerKey C = OwnerKey.scheduledAction("shop", "c");

  private final AtomicLong nanos = new AtomicLong();
  private final DirtyOwners dirty = new DirtyOwners(nanos::get);

  @Test
  void an_owner_that_is_marked_often_is_looked_at_once() throws Exception {
    for (int i = 0; i < 100; i++) {
      dirty.mark(A, Duration.ofMillis(250));
    }
    nanos.addAndGet(Duration.ofMillis(250).toNanos());

    assertThat(dirty.take()).isEqualTo(A);
    assertThat(dirty.size()).isZero();
  }

  @Test
  void marks_do_not_put_off_what_waits_already() throws Exception {
    dirty.mark(A, Duration.ofMillis(250));
    nanos.addAndGet(Duration.ofMillis(200).toNanos());
    dirty.mark(A, Duration.ofMillis(250));
    nanos.addAndGet(Duration.ofMillis(50).toNanos());

    assertThat(dirty.take()).isEqualTo(A);
  }

  @Test
  void the_first_ready_comes_first_and_equals_in_the_order_of_their_marks() throws Exception {
    dirty.mark(C, Duration.ofMillis(20));
    dirty.mark(A, Duration.ofMillis(10));
    dirty.mark(B, Duration.ofMillis(10));
    nanos.addAndGet(Duration.ofMillis(20).toNanos());

    List<OwnerKey> order = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      order.add(dirty.take());
    }

    assertThat(order).containsExactly(A, B, C);
  }

  @Test
  void a_rate_lets_so_many_a_second_through_and_a_short_burst() {
    RateLimit rate = new RateLimit(100, nanos::get);

    long waits = 0;
    for (int i = 0; i < 1000; i++) {
      Duration wait = rate.reserve();
      waits += wait.toNanos();
      nanos.addAndGet(wait.toNanos());
    }

    assertThat(Duration.ofNanos(waits)).isBetween(Duration.ofMillis(9800), Duration.ofSeconds(10));
  }
}
