package io.jararaca.e2e.mainjob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What handlers wrote themselves of what they did: all counting is done from this. */
final class RunLog {

  private final Path file;

  RunLog(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /**
   * One start of one handler.
   *
   * @param begin wall clock, epoch milliseconds
   * @param end wall clock, epoch milliseconds; none: its process died in the middle of it
   */
  record Attempt(
      String run,
      String handler,
      Instant plannedAt,
      int attempt,
      String instance,
      long begin,
      @Nullable Long end,
      @Nullable String result) {

    boolean succeeded() {
      return "succeeded".equals(result);
    }
  }

  List<Attempt> attempts() {
    Map<String, Attempt> attempts = new LinkedHashMap<>();
    for (String line : lines()) {
      String[] fields = line.split("\t", -1);
      if (fields.length != 7) {
        continue; // the torn last line of a killed process
      }
      String key = fields[2] + "/" + fields[5] + "/" + fields[6];
      long at = Long.parseLong(fields[1]);
      Attempt begun = attempts.get(key);
      attempts.put(
          key,
          begun == null
              ? new Attempt(
                  fields[2],
                  fields[3],
                  Instant.ofEpochMilli(Long.parseLong(fields[4])),
                  Integer.parseInt(fields[5]),
                  fields[6],
                  at,
                  null,
                  null)
              : new Attempt(
                  begun.run,
                  begun.handler,
                  begun.plannedAt,
                  begun.attempt,
                  begun.instance,
                  begun.begin,
                  at,
                  fields[0]));
    }
    return List.copyOf(attempts.values());
  }

  List<Attempt> attempts(String handler) {
    return attempts().stream().filter(attempt -> attempt.handler.equals(handler)).toList();
  }

  /** Ids of the runs that a handler finished well. */
  Set<String> succeeded() {
    return attempts().stream()
        .filter(Attempt::succeeded)
        .map(Attempt::run)
        .collect(Collectors.toSet());
  }

  /** Pairs of attempts of one run that ran at the same time. */
  List<String> overlaps() {
    List<String> overlaps = new ArrayList<>();
    attempts().stream()
        .collect(Collectors.groupingBy(Attempt::run))
        .forEach(
            (run, attempts) -> {
              for (int i = 0; i < attempts.size(); i++) {
                for (int j = i + 1; j < attempts.size(); j++) {
                  if (overlap(attempts.get(i), attempts.get(j))) {
                    overlaps.add(attempts.get(i) + " and " + attempts.get(j));
                  }
                }
              }
            });
    return overlaps;
  }

  /** An attempt whose process died counts as a moment: it cannot have gone on. */
  private static boolean overlap(Attempt one, Attempt other) {
    long endOfOne = one.end == null ? one.begin : one.end;
    long endOfOther = other.end == null ? other.begin : other.end;
    return one.begin < endOfOther && other.begin < endOfOne;
  }

  private List<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
