package io.jararaca.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.crds.v1alpha1.Condition;
import io.jararaca.crds.v1alpha1.ConditionStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionTest {
  private static final Instant EARLIER = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = EARLIER.plusSeconds(60);

  @Test
  void the_same_status_keeps_its_transition_time_whatever_the_reason() {
    List<Condition> before = List.of(ready(ConditionStatus.FALSE, "InvalidCron", EARLIER));

    assertThat(Condition.with(before, ready(ConditionStatus.FALSE, "InvalidZone", LATER)))
        .containsExactly(ready(ConditionStatus.FALSE, "InvalidZone", EARLIER));
  }

  @Test
  void another_status_is_a_transition() {
    List<Condition> before = List.of(ready(ConditionStatus.FALSE, "InvalidCron", EARLIER));

    assertThat(Condition.with(before, ready(ConditionStatus.TRUE, "Scheduled", LATER)))
        .containsExactly(ready(ConditionStatus.TRUE, "Scheduled", LATER));
  }

  @Test
  void other_types_stay_in_their_place() {
    Condition other =
        new Condition(Condition.SCHEDULED, ConditionStatus.TRUE, "NextTick", null, EARLIER, 1L);
    Condition ready = ready(ConditionStatus.TRUE, "Scheduled", EARLIER);

    assertThat(Condition.with(List.of(other), ready)).containsExactly(other, ready);
    assertThat(Condition.with(List.of(ready, other), ready)).containsExactly(ready, other);
  }

  @Test
  void a_message_is_cut_to_what_the_schema_takes() {
    Condition condition =
        new Condition(
            Condition.READY, ConditionStatus.FALSE, "Invalid", "x".repeat(5000), EARLIER, null);

    assertThat(condition.message()).hasSize(1024).endsWith("…");
  }

  private static Condition ready(ConditionStatus status, String reason, Instant since) {
    return new Condition(Condition.READY, status, reason, null, since, 1L);
  }
}
