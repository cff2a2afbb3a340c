package io.jararaca.e2e.process;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A started process, its log, and the signals that a test may want to send it. */
public final class OsProcess {
  private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);
  private static final int TAIL_LINES = 40;

  private final String name;
  private final Process process;
  private final Path log;
  private final long logStart;

  OsProcess(String name, Process process, Path log, long logStart) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.logStart = logStart;
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Writes a line to the process's standard input. */
  public void tell(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends SIGKILL and returns when the process is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitExit(KILL_PATIENCE);
  }

  /** Sends SIGTERM, a request to end, and returns at once. */
  public void terminate() {
    process.destroy();
  }

  /**
   * Sends SIGTERM and waits for the end.
   *
   * @return the exit status
   * @throws IllegalStateException if the process still lives after the patience
   */
  public int terminate(Duration patience) {
    terminate();
    return awaitExit(patience);
  }

  /** Sends SIGSTOP: the process stands still, as in a long pause, until {@link #thaw}. */
  public void freeze() {
    signal("STOP");
  }

  /** Sends SIGCONT. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String signal) {
    try {
      int status =
          new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (status != 0) {
        throw new IllegalStateException(name + " takes no SIG" + signal + ": it has ended");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits for the end.
   *
   * @return the exit status
   * @throws IllegalStateException if the process still lives after the patience
   */
  public int awaitExit(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(name + " still lives after " + patience + "\n" + tail());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the end of " + name, e);
    }
  }

  /**
   * Waits until a line of this process's output contains a match.
   *
   * @return the first such line
   * @throws IllegalStateException if the process ends before
   */
  public String awaitLogLine(String regex, Duration patience) {
    Pattern pattern = Pattern.compile(regex);
    List<String> found =
        await("a line of " + name + "'s log that matches " + regex)
            .atMost(patience)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(20))
            .until(
                () -> {
                  boolean alive = isAlive(); // asked first: what it wrote before its end counts
                  List<String> lines = logLines(pattern);
                  if (lines.isEmpty() && !alive) {
                    throw new IllegalStateException(name + " ended too early\n" + tail());
                  }
                  return lines;
                },
                lines -> !lines.isEmpty());
    return found.get(0);
  }

  /** The lines of this process's output that contain a match, in order. */
  public List<String> logLines(Pattern pattern) {
    return log().lines().filter(line -> pattern.matcher(line).find()).toList();
  }

  /** This process's output so far, both streams. */
  public String log() {
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      channel.position(logStart);
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The end of this process's output, for a message. */
  public String tail() {
    List<String> lines = log().lines().toList();
    return lines.stream()
        .skip(Math.max(0, lines.size() - TAIL_LINES))
        .collect(Collectors.joining("\n", "--- the end of " + log + "\n", "\n---"));
  }
}
