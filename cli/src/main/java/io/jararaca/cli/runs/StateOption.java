package io.jararaca.cli.runs;

import io.jararaca.cli.CommandFailure;
import io.jararaca.core.run.RunState;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The words for a run's state, as options take them. */
public final class StateOption {

  private StateOption() {}

  /**
   * @throws CommandFailure there is no such state
   */
  public static RunState parse(String label) {
    return Arrays.stream(RunState.values())
        .filter(known -> known.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "--state \"%s\": use one of %s"
                        .formatted(
                            label,
                            Arrays.stream(RunState.values())
                                .map(RunState::label)
                                .collect(Collectors.joining(", ")))));
  }
}
