package io.jararaca.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunStateTest {

  @ParameterizedTest
  @EnumSource(RunState.class)
  void every_state_is_read_by_its_label(RunState state) {
    assertThat(RunState.ofLabel(state.label())).isEqualTo(state);
  }

  @Test
  void an_unknown_label_is_refused() {
    assertThatThrownBy(() -> RunState.ofLabel("running"))
        .hasMessage("run state \"running\": unknown");
  }

  @Test
  void nothing_follows_an_end_and_something_follows_all_else() {
    assertThat(RunState.values())
        .allSatisfy(state -> assertThat(state.next().isEmpty()).isEqualTo(state.ended()));
  }

  @Test
  void every_state_can_be_reached_from_a_birth() {
    Set<RunState> reached = EnumSet.of(RunState.PENDING, RunState.CLAIMED);
    for (int steps = 0; steps < RunState.values().length; steps++) {
      Arrays.stream(RunState.values())
          .filter(reached::contains)
          .toList()
          .forEach(state -> reached.addAll(state.next()));
    }

    assertThat(reached).containsExactlyInAnyOrder(RunState.values());
  }

  @Test
  void only_a_running_run_ends_by_its_workers_doing() {
    assertThat(RunState.values())
        .filteredOn(state -> state.next().contains(RunState.SUCCEEDED))
        .containsExactly(RunState.RUNNING);
  }

  @Test
  void three_ends_are_failures() {
    assertThat(RunState.values())
        .filteredOn(RunState::failure)
        .containsExactly(RunState.FAILED, RunState.TIMED_OUT, RunState.LOST);
  }
}
