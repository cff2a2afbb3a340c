package io.jararaca.e2e.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * A temporary folder and the processes started in it. Closing it kills them with all their
 * descendants and deletes the folder; so does the end of this JVM, also by Ctrl-C or kill -9.
 *
 * <p>Linux only. Every process carries the sandbox's mark in its environment, which descendants
 * inherit, also those that detach themselves, as epmd does. Some lose it: Redis writes its title
 * over its environment. So whatever works in the folder or below it belongs to the sandbox, too.
 * The warden, a shell that waits for the end of its standard input, kills both. Logs outlive the
 * sandbox.
 */
public final class Sandbox implements AutoCloseable {
  private static final String MARK = "JARARACA_SANDBOX";
  private static final String WARDEN =
      """
      trap '' INT TERM HUP
      cat > /dev/null
      ours() {
        grep -lsz "^$0$" /proc/[0-9]*/environ
        find /proc/[0-9]*/cwd -maxdepth 0 '(' -lname "$1" -o -lname "$1/*" ')' 2> /dev/null
      }
      while pids=$(ours "$1" | cut -d / -f 3) && [ -n "$pids" ]; do
        kill -9 $pids 2> /dev/null
        sleep 0.02
      done
      rm -rf "$1"
      """;

  private final String mark = UUID.randomUUID().toString();
  private final Path folder;
  private final Path logs;
  private final Process warden;
  private final Queue<Process> started = new ConcurrentLinkedQueue<>();

  /**
   * Makes an empty sandbox.
   *
   * @param logs the folder that gets the processes' logs, made if absent
   * @throws UncheckedIOException if a folder cannot be made or the warden not be started
   */
  public Sandbox(Path logs) {
    try {
      this.folder = Files.createTempDirectory("jararaca-").toRealPath(); // as /proc names it
      this.logs = Files.createDirectories(logs).toAbsolutePath();
      this.warden =
          new ProcessBuilder(
                  "setsid", "bash", "-c", WARDEN, MARK + "=" + mark, this.folder.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a process in a session of its own, so that a Ctrl-C in the terminal does not reach it.
   *
   * @param name names its log; a second process of that name appends to it
   * @param environment added to this JVM's own
   * @throws UncheckedIOException if it cannot be started
   */
  public OsProcess start(String name, List<String> command, Map<String, String> environment) {
    List<String> inOwnSession = new ArrayList<>(List.of("setsid"));
    inOwnSession.addAll(command);
    File log = logs.resolve(name + ".log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(inOwnSession)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    mark(builder);
    builder.environment().putAll(environment);
    try {
      long logged = log.length();
      Process process = builder.start();
      started.add(process);
      return new OsProcess(name, process, log.toPath(), logged);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a process that is about to be started elsewhere under this sandbox's care. */
  public void mark(ProcessBuilder builder) {
    builder.environment().put(MARK, mark);
  }

  /** Makes a folder below the sandbox's; it is deleted with the sandbox. */
  public Path folder(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder with a log for each process. */
  public Path logs() {
    return logs;
  }

  /** The pids of all that was started here and still lives, descendants included. */
  public List<Long> survivors() {
    return ProcessHandle.allProcesses().map(ProcessHandle::pid).filter(this::isOurs).toList();
  }

  private boolean isOurs(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).startsWith(folder)
          || List.of(
                  Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1)
                      .split("\0"))
              .contains(MARK + "=" + mark);
    } catch (IOException e) {
      return false; // it ended meanwhile, or belongs to somebody else
    }
  }

  /** Kills all that lives here and deletes the folder. The logs stay. */
  @Override
  public void close() {
    try {
      warden.getOutputStream().close();
      warden.waitFor();
      for (Process each : started) {
        each.waitFor(10, TimeUnit.SECONDS); // it is dead, but this JVM may not have heard of it
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
