package io.jararaca.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A command line that was run in this JVM, and what became of it. */
public record CommandRun(int exitCode, String out, String err) {

  /** With the clock stopped at 2026-03-27T12:00:00Z and no environment. */
  public static CommandRun of(String... commandLine) {
    return with(Map.of(), commandLine);
  }

  /** With these environment variables and no others. */
  public static CommandRun with(Map<String, String> environment, String... commandLine) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Shell shell =
        new Shell(
            new PrintWriter(out),
            new PrintWriter(err),
            InstantSource.fixed(Instant.parse("2026-03-27T12:00:00Z")),
            environment);
    int exitCode = Jararaca.commandLine(shell).execute(commandLine);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  public List<String> lines() {
    return out.lines().toList();
  }
}
