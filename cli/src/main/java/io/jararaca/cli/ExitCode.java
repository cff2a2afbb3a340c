package io.jararaca.cli;

/** What the command's end says to scripts. The numbers stay as they are. */
public final class ExitCode {

  /** It was done. */
  public static final int OK = 0;

  /** What was asked for failed, or is not there. */
  public static final int FAILED = 1;

  /** The command line, a setting or a file it names is wrong. */
  public static final int USAGE = 2;

  /** Redis or RabbitMQ cannot be reached or used; EX_UNAVAILABLE of sysexits.h. */
  public static final int UNREACHABLE = 69;

  /** A fault of the command itself; EX_SOFTWARE of sysexits.h. */
  public static final int FAULT = 70;

  private ExitCode() {}
}
