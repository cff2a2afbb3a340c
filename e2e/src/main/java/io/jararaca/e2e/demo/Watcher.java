package io.jararaca.e2e.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows the resources while they change, and keeps the score. */
final class Watcher {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLEAR = "\u001b[H\u001b[2J";

  /** Seconds between two tables that are printed one below the other. */
  private static final int PRINT_EVERY = 10;

  private final Stage stage;
  private final Scoreboard scoreboard;
  private final boolean terminal;

  /**
   * A watcher of a stage.
   *
   * @param terminal whether the table is drawn over itself every second
   */
  Watcher(Stage stage, Scoreboard scoreboard, boolean terminal) {
    this.stage = stage;
    this.scoreboard = scoreboard;
    this.terminal = terminal;
  }

  /**
   * Watches.
   *
   * @param duration how long; without it until somebody ends the demo
   */
  void watch(@Nullable Duration duration) {
    long start = System.nanoTime();
    long seconds = duration == null ? Long.MAX_VALUE : duration.toSeconds();
    for (long second = 0; second < seconds; second = secondsSince(start)) {
      stage.check();
      score();
      if (terminal || second % PRINT_EVERY == 0) {
        show();
      }
      sleepUntil(start, second + 1);
    }
    score();
    show();
  }

  /** Notes what the resources show now. */
  void score() {
    try {
      scoreboard.note(JSON.readTree(stage.resources("-o", "json")));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("kubectl printed no JSON", e);
    }
  }

  private void show() {
    System.out.printf(
        "%s%s%n%d of %d examples have reached what they expect. Ctrl-C ends everything.%n%n",
        terminal ? CLEAR : "", stage.resources(), scoreboard.reached(), scoreboard.size());
  }

  private static long secondsSince(long start) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
  }

  private static void sleepUntil(long start, long second) {
    try {
      TimeUnit.NANOSECONDS.sleep(start + TimeUnit.SECONDS.toNanos(second) - System.nanoTime());
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
