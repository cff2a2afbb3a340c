package io.jararaca.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Whatever a person writes is refused with a reason or gives a schedule that keeps its promises.
 *
 * <p>A normal run replays the inputs that lie beside this class in src/test/resources. To look for
 * more: {@code JAZZER_FUZZ=1 mvn test -pl core -Djazzer.hooks=true
 * -Dtest='ScheduleFuzzTest#expressions'}; what it finds lies in core/.cifuzz-corpus.
 */
class ScheduleFuzzTest {
  private static final Instant NOW = Instant.parse("2026-03-29T00:59:59Z");

  @FuzzTest(maxDuration = "4m")
  void expressions(byte[] expression) {
    check(ScheduleSpec.of(text(expression)).withTimeZone("Europe/Berlin"));
  }

  @FuzzTest(maxDuration = "4m")
  void time_zones(byte[] timeZone) {
    check(ScheduleSpec.of("30 2 * * *").withTimeZone(text(timeZone)));
  }

  @FuzzTest(maxDuration = "4m")
  void canonical_texts(byte[] canonicalText) {
    ScheduleSpec spec;
    try {
      spec = ScheduleSpec.parse(text(canonicalText));
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining(" ");
      return;
    }
    check(spec);
  }

  private static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }

  private static void check(ScheduleSpec spec) {
    Schedule schedule;
    try {
      schedule = spec.compile();
    } catch (InvalidScheduleException e) {
      assertThat(e.mend()).isNotBlank();
      assertThat(e).hasMessageContaining(e.mend());
      return;
    }
    String text = spec.canonicalText();
    assertThat(ScheduleSpec.parse(text).canonicalText()).isEqualTo(text);
    assertThat(schedule.describe()).isNotBlank();
    Optional<Instant> next = schedule.next(NOW);
    assertThat(ScheduleSpec.parse(text).compile().next(NOW)).isEqualTo(next);
    if (next.isPresent()) {
      assertThat(schedule.never()).isEmpty();
      assertThat(next.get()).isAfter(NOW);
      assertThat(schedule.count(NOW, next.get())).isEqualTo(1);
      assertThat(schedule.previous(next.get().plusSeconds(1))).isEqualTo(next);
    }
  }
}
