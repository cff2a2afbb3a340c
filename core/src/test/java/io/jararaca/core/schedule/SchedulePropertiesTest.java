package io.jararaca.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * What holds for every schedule, tried on drawn ones: with one fixed seed and one of this run. To
 * repeat a failure, give the seed it names: {@code -Djararaca.seed=…}.
 */
class SchedulePropertiesTest {
  private static final long FIXED_SEED = 20_150_101;
  private static final long SEED =
      Long.getLong("jararaca.seed", new SecureRandom().nextInt(Integer.MAX_VALUE));
  private static final int DRAWS = 3_000;

  @Test
  void next_is_after_and_nothing_lies_between() {
    forDrawn(
        (draw, spec) -> {
          Schedule schedule = spec.compile();
          Instant after = draw.instantIn(spec.timeZone());

          Optional<Instant> next = schedule.next(after);

          if (next.isPresent()) {
            assertThat(next.get()).isAfter(after);
            assertThat(schedule.count(after, next.get())).isEqualTo(1);
            assertThat(schedule.count(after, next.get().minusSeconds(1))).isZero();
            assertThat(schedule.latest(after, next.get())).isEqualTo(next);
            assertThat(schedule.latest(after, next.get().minusNanos(1))).isEmpty();
          } else {
            assertThat(schedule.count(after, after.plus(100, ChronoUnit.DAYS))).isZero();
          }
        });
  }

  @Test
  void previous_inverts_next() {
    forDrawn(
        (draw, spec) -> {
          Schedule schedule = spec.compile();
          List<Instant> ticks = schedule.next(draw.instantIn(spec.timeZone()), 12);
          if (ticks.isEmpty()) {
            return;
          }

          List<Instant> back = new ArrayList<>();
          Instant before = ticks.get(ticks.size() - 1).plusNanos(1);
          for (int i = 0; i < ticks.size(); i++) {
            before = schedule.previous(before).orElseThrow();
            back.add(before);
          }

          Collections.reverse(back);
          assertThat(back).isEqualTo(ticks).isSorted().doesNotHaveDuplicates();
        });
  }

  @Test
  void count_and_latest_equal_stepping_over_short_spans() {
    forDrawn(
        (draw, spec) -> {
          Schedule schedule = spec.compile();
          Instant after = draw.instantIn(spec.timeZone());
          Instant to = after.plusSeconds(draw.between(1, 20_000));

          List<Instant> stepped = step(schedule, after, to);

          assertThat(schedule.count(after, to)).isEqualTo(stepped.size());
          assertThat(schedule.latest(after, to))
              .isEqualTo(
                  stepped.isEmpty()
                      ? Optional.empty()
                      : Optional.of(stepped.get(stepped.size() - 1)));
        });
  }

  @Test
  void counts_of_parts_add_up() {
    forDrawn(
        (draw, spec) -> {
          Schedule schedule = spec.compile();
          Instant from = draw.instantIn(spec.timeZone());
          Instant middle = from.plusSeconds(draw.between(0, 100_000_000));
          Instant to = middle.plusSeconds(draw.between(0, 100_000_000));

          assertThat(schedule.count(from, middle) + schedule.count(middle, to))
              .isEqualTo(schedule.count(from, to));
        });
  }

  @Test
  void bounds_cut_off_ticks_and_change_no_other() {
    forDrawn(
        (draw, spec) -> {
          List<Instant> all = spec.compile().next(draw.instantIn(spec.timeZone()), 12);
          if (all.size() < 12) {
            return;
          }

          Schedule bounded = spec.withBounds(all.get(3), all.get(8)).compile();

          assertThat(bounded.next(Instant.MIN, 100)).isEqualTo(all.subList(3, 9));
          assertThat(bounded.previous(Instant.MAX)).contains(all.get(8));
          assertThat(bounded.count(Instant.MIN, Instant.MAX)).isEqualTo(6);
          assertThat(bounded.latest(all.get(0), all.get(5))).contains(all.get(5));
          assertThat(bounded.never()).isEmpty();
        });
  }

  @Test
  void jitter_delays_within_its_bound_and_keeps_the_order() {
    forDrawn(
        (draw, spec) -> {
          Schedule schedule = spec.compile();
          String owner = "owner-" + draw.between(0, 1_000_000);
          List<Instant> ticks = schedule.next(draw.instant(), 5);

          List<Instant> due = ticks.stream().map(tick -> schedule.due(tick, owner)).toList();

          assertThat(due).isSorted().doesNotHaveDuplicates();
          for (int i = 0; i < due.size(); i++) {
            assertThat(Duration.between(ticks.get(i), due.get(i)))
                .isBetween(Duration.ZERO, spec.jitter());
            assertThat(due.get(i)).isEqualTo(spec.compile().due(ticks.get(i), owner));
          }
        });
  }

  @Test
  void the_canonical_text_gives_the_schedule_back() {
    forDrawn(
        (draw, spec) -> {
          String text = spec.canonicalText();
          Instant after = draw.instantIn(spec.timeZone());

          ScheduleSpec back = ScheduleSpec.parse(text);

          assertThat(back.canonicalText()).isEqualTo(text);
          assertThat(back.compile().next(after, 5)).isEqualTo(spec.compile().next(after, 5));
          assertThat(back.jitter()).isEqualTo(spec.jitter());
        });
  }

  @Test
  void an_edit_of_the_zone_is_an_edit_where_the_zone_matters() {
    forDrawn(
        (draw, spec) -> {
          String other = draw.zone();
          boolean same = spec.withTimeZone(other).canonicalText().equals(spec.canonicalText());

          assertThat(same)
              .isEqualTo(other.equals(spec.timeZone()) || spec.expression().startsWith("@every"));
        });
  }

  private static List<Instant> step(Schedule schedule, Instant after, Instant to) {
    List<Instant> ticks = new ArrayList<>();
    Optional<Instant> tick = schedule.next(after);
    while (tick.isPresent() && !tick.get().isAfter(to)) {
      ticks.add(tick.get());
      tick = schedule.next(tick.get());
    }
    return ticks;
  }

  private static void forDrawn(BiConsumer<RandomSchedules, ScheduleSpec> property) {
    for (long seed : new long[] {FIXED_SEED, SEED}) {
      RandomSchedules draw = new RandomSchedules(seed);
      for (int i = 0; i < DRAWS; i++) {
        ScheduleSpec spec = draw.spec();
        try {
          property.accept(draw, spec);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("seed " + seed + ", draw " + i + ": " + spec, e);
        }
      }
    }
  }
}
