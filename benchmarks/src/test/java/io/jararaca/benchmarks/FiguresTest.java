package io.jararaca.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void the_median_of_an_even_number_is_between_the_middle_two() {
    assertThat(Figures.of(List.of(9, 1, 4, 2)).median()).isEqualTo(3);
    assertThat(Figures.of(List.of(9, 1, 4)).median()).isEqualTo(4);
  }

  @Test
  void a_percentile_is_the_least_value_that_so_many_do_not_exceed() {
    Figures figures = Figures.of(LongStream.rangeClosed(1, 1_000).boxed().toList());

    assertThat(figures.percentile(99)).isEqualTo(990);
    assertThat(figures.percentile(100)).isEqualTo(figures.max()).isEqualTo(1_000);
    assertThat(Figures.of(List.of(7)).percentile(99)).isEqualTo(7);
  }

  @Test
  void of_nothing_there_are_no_figures() {
    assertThatThrownBy(() -> Figures.of(List.of())).hasMessageContaining("one or more");
  }
}
