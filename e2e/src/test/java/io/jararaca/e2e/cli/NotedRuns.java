package io.jararaca.e2e.cli;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What {@link HandlerCode} noted: handler and planned instant of each attempt. */
record NotedRuns(Path file) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Planned instants of that handler's attempts, as they began. */
  List<Instant> of(String handler) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(line -> line.split(" ", -1))
          .filter(line -> line[0].equals(handler))
          .map(line -> Instant.parse(line[1]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for that many of its ticks planned after an instant. */
  void awaitTicks(String handler, int count, Instant after) {
    await(count + " runs of " + handler + " planned after " + after)
        .atMost(PATIENCE)
        .until(() -> of(handler).stream().filter(tick -> tick.isAfter(after)).count() >= count);
  }
}
