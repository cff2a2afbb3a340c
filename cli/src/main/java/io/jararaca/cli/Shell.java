package io.jararaca.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a command is run in.
 *
 * @param out results, for people or programs
 * @param err what went wrong
 * @param clock what now is, where no server says it
 * @param environment variables that stand for options that are not given
 */
public record Shell(
    PrintWriter out, PrintWriter err, InstantSource clock, Map<String, String> environment) {

  public Shell {
    environment = Map.copyOf(environment);
  }

  /** This process's own. */
  static Shell ofProcess() {
    return new Shell(
        new PrintWriter(System.out, true, Charset.defaultCharset()),
        new PrintWriter(System.err, true, Charset.defaultCharset()),
        InstantSource.system(),
        System.getenv());
  }
}
