package io.jararaca.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunSpecTest {

  private static final Owner OWNER = new Owner(OwnerKey.scheduledAction("shop", "report"), "uid-1");
  private static final Instant EIGHT = Instant.parse("2026-03-01T08:00:00Z");

  @Test
  void headers_are_the_runs_own_and_in_order() {
    Map<String, String> headers = new HashMap<>(Map.of("b", "2", "a", "1"));
    RunSpec spec = tick().headers(headers).build();
    headers.put("c", "3");

    assertThat(spec.headers().keySet()).containsExactly("a", "b");
    assertThatThrownBy(() -> spec.headers().put("d", "4"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void a_run_is_in_the_partition_of_its_id() {
    assertThat(tick().build().partition()).isEqualTo(OWNER.key().partition());
  }

  @Test
  void a_broadcast_needs_a_timeout() {
    RunSpec tick = tick().build();

    assertThatThrownBy(
            () ->
                new RunSpec(
                    tick.id(),
                    OWNER,
                    Origin.TICK,
                    tick.handler(),
                    EIGHT,
                    null,
                    null,
                    RetryPolicy.DEFAULT,
                    3,
                    1,
                    false,
                    null,
                    Map.of()))
        .hasMessage("timeout: a run with exclusive: false needs one");
  }

  @Test
  void values_out_of_their_bounds_are_refused_by_name() {
    assertThatThrownBy(() -> tick().maxLosses(-1).build())
        .hasMessage("maxLosses -1: must be 0 or more");
    assertThatThrownBy(() -> tick().slotLimit(-1).build())
        .hasMessage("slotLimit -1: must be 0 or more");
    assertThatThrownBy(() -> tick().timeout(Duration.ZERO).build())
        .hasMessage("timeout PT0S: must be more than zero");
  }

  private static RunSpecBuilder tick() {
    return RunSpecBuilder.tick(OWNER, EIGHT);
  }
}
