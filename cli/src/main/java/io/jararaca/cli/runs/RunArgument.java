package io.jararaca.cli.runs;

import io.jararaca.cli.CommandFailure;
import io.jararaca.core.run.RunId;
import picocli.CommandLine.Parameters;

/** The argument RUN. */
public final class RunArgument {

  @Parameters(paramLabel = "RUN", description = "The run's id.")
  private String id = "";

  /**
   * @throws CommandFailure it is no run's id
   */
  public RunId id() {
    try {
      return RunId.parse(id);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  /** The ledger does not have it. */
  public static CommandFailure unknown(RunId run) {
    return CommandFailure.failed(
        "there is no run "
            + run
            + ": it never was, or it ended longer ago than runs are kept (a day by default)");
  }
}
