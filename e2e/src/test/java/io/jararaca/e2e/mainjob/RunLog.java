package io.jararaca.e2e.mainjob;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What handlers wrote themselves of what they did: all counting is done from this. */
public final class RunLog {

  private static final int FIELDS = 8;

  private final Path file;
  private final List<Attempt> attempts = new ArrayList<>();
  private final Map<String, Integer> open = new HashMap<>();
  private long read;

  public RunLog(Path file) {
    this.file = file;
  }

  public Path file() {
    return file;
  }

  /**
   * One start of one handler.
   *
   * @param owner {@code ScheduledAction/namespace/name}
   * @param begin wall clock, epoch milliseconds
   * @param end wall clock, epoch milliseconds; none: it goes on, or its process died in the middle
   */
  public record Attempt(
      String run,
      String owner,
      String handler,
      Instant plannedAt,
      int attempt,
      String instance,
      long begin,
      @Nullable Long end,
      @Nullable String result) {

    public boolean succeeded() {
      return "succeeded".equals(result);
    }

    private Attempt ended(long at, String how) {
      return new Attempt(run, owner, handler, plannedAt, attempt, instance, begin, at, how);
    }
  }

  /** All attempts so far, in the order of their begins. */
  public synchronized List<Attempt> attempts() {
    for (String line : newLines()) {
      String[] fields = line.split("\t", -1);
      if (fields.length == FIELDS) { // else it is the torn last line of a killed process
        add(fields);
      }
    }
    return List.copyOf(attempts);
  }

  /**
   * A begin opens an attempt, also where a ledger that lost its state hands out its number again.
   */
  private void add(String[] fields) {
    String key = fields[2] + "/" + fields[5] + "/" + fields[6];
    long at = Long.parseLong(fields[1]);
    if (fields[0].equals("begin")) {
      open.put(key, attempts.size());
      attempts.add(
          new Attempt(
              fields[2],
              fields[7],
              fields[3],
              Instant.ofEpochMilli(Long.parseLong(fields[4])),
              Integer.parseInt(fields[5]),
              fields[6],
              at,
              null,
              null));
      return;
    }
    Integer begun = open.remove(key);
    if (begun == null) {
      throw new IllegalStateException("an end without a begin: " + String.join(" ", fields));
    }
    attempts.set(begun, attempts.get(begun).ended(at, fields[0]));
  }

  public List<Attempt> attempts(String handler) {
    return attempts().stream().filter(attempt -> attempt.handler.equals(handler)).toList();
  }

  /** Ids of the runs that a handler finished well. */
  public Set<String> succeeded() {
    return attempts().stream()
        .filter(Attempt::succeeded)
        .map(Attempt::run)
        .collect(Collectors.toSet());
  }

  /** How often a handler finished each run well. */
  Map<String, Long> successes() {
    return attempts().stream()
        .filter(Attempt::succeeded)
        .collect(Collectors.groupingBy(Attempt::run, Collectors.counting()));
  }

  /** Pairs of attempts of one run that ran at the same time. */
  public List<String> overlaps() {
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

  /** The whole lines that were written since the last call. */
  private List<String> newLines() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(read);
      byte[] bytes = Channels.newInputStream(channel).readAllBytes();
      int whole = bytes.length;
      while (whole > 0 && bytes[whole - 1] != '\n') {
        whole--;
      }
      read += whole;
      return new String(bytes, 0, whole, UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
