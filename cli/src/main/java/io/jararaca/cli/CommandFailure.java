package io.jararaca.cli;

import java.io.Serial;

/** Ends a command with a message for the person who called it. */
public final class CommandFailure extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final int exitCode;

  private CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** What was asked for failed, or is not there. */
  public static CommandFailure failed(String message) {
    return new CommandFailure(ExitCode.FAILED, message);
  }

  /** The command line, a setting or a file it names is wrong. */
  public static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message);
  }

  /** A server cannot be reached or used. */
  public static CommandFailure unreachable(String message) {
    return new CommandFailure(ExitCode.UNREACHABLE, message);
  }

  public int exitCode() {
    return exitCode;
  }
}
