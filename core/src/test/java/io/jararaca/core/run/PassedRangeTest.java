package io.jararaca.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PassedRangeTest {

  private static final Instant EIGHT = Instant.parse("2026-03-01T08:00:00Z");

  @Test
  void a_single_tick_is_a_range_of_one() {
    assertThat(PassedRange.single(EIGHT, PassedReason.OVERLAP))
        .isEqualTo(new PassedRange(EIGHT, EIGHT, 1, PassedReason.OVERLAP));
  }

  @Test
  void a_range_without_ticks_is_refused() {
    assertThatThrownBy(() -> new PassedRange(EIGHT, EIGHT, 0, PassedReason.OVERLAP))
        .hasMessage("count 0: must be 1 or more");
  }

  @Test
  void a_range_that_ends_before_it_begins_is_refused() {
    assertThatThrownBy(() -> new PassedRange(EIGHT, EIGHT.minusMillis(1), 1, PassedReason.OVERLAP))
        .hasMessageContaining("must not be before from");
  }

  @ParameterizedTest
  @EnumSource(PassedReason.class)
  void every_reason_is_read_by_its_label(PassedReason reason) {
    assertThat(PassedReason.ofLabel(reason.label())).isEqualTo(reason);
  }

  @Test
  void four_reasons_skip_and_four_miss() {
    assertThat(PassedReason.values())
        .filteredOn(reason -> reason.kind() == PassedReason.Kind.SKIPPED)
        .containsExactly(
            PassedReason.OVERLAP,
            PassedReason.TOO_MANY_ACTIVE,
            PassedReason.SUSPENDED,
            PassedReason.SUPERSEDED);
  }

  @Test
  void an_unknown_label_is_refused() {
    assertThatThrownBy(() -> PassedReason.ofLabel("overlap"))
        .hasMessage("reason \"overlap\": unknown");
  }
}
