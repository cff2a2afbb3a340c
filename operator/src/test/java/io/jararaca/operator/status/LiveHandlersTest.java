package io.jararaca.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.core.presence.WorkerInstance;
import io.jararaca.core.run.HandlerRef;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveHandlersTest {

  private static final HandlerRef MAIL = new HandlerRef("shop", "mail");
  private static final HandlerRef REFRESH = new HandlerRef("shop", "refresh");
  private static final WorkerInstance WORKER =
      new WorkerInstance("w", "1", Set.of(MAIL), Set.of(REFRESH), 1);

  private final AtomicLong nanos = new AtomicLong();
  private final LiveHandlers handlers = new LiveHandlers(Duration.ofSeconds(10), nanos::get);

  @Test
  void nothing_is_known_before_the_first_look() {
    assertThat(handlers.of(MAIL, false)).isEqualTo(Availability.UNKNOWN);

    handlers.saw(List.of());

    assertThat(handlers.of(MAIL, false)).isEqualTo(Availability.NONE);
  }

  @Test
  void a_handler_is_there_for_what_its_worker_takes() {
    assertThat(handlers.saw(List.of(WORKER))).containsExactlyInAnyOrder(MAIL, REFRESH);

    assertThat(handlers.of(MAIL, false)).isEqualTo(Availability.AVAILABLE);
    assertThat(handlers.of(MAIL, true)).isEqualTo(Availability.NONE);
    assertThat(handlers.of(REFRESH, true)).isEqualTo(Availability.AVAILABLE);
    assertThat(handlers.saw(List.of(WORKER))).isEmpty();
  }

  @Test
  void a_worker_that_is_replaced_within_the_grace_is_no_news() {
    handlers.saw(List.of(WORKER));
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());

    assertThat(handlers.saw(List.of())).isEmpty();
    assertThat(handlers.of(MAIL, false)).isEqualTo(Availability.AVAILABLE);

    nanos.addAndGet(1);
    assertThat(handlers.saw(List.of())).containsExactlyInAnyOrder(MAIL, REFRESH);
    assertThat(handlers.of(MAIL, false)).isEqualTo(Availability.NONE);
  }
}
