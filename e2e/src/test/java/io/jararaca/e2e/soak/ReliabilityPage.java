package io.jararaca.e2e.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** docs/reliability.md, whose table of recoveries stands between two comments. */
record ReliabilityPage(Path path) {

  private static final String BEGIN = "<!-- ./dev soak -->\n";
  private static final String END = "<!-- end of ./dev soak -->";
  private static final String HEAD =
      """
      | fault | struck | recovered: median, longest | goal | all actions tick again: median, longest |
      |---|---|---|---|---|
      """;

  static ReliabilityPage of(Path root) {
    return new ReliabilityPage(root.resolve("docs/reliability.md"));
  }

  /** The rows, by the names of their faults. */
  Map<String, String> rows() {
    Map<String, String> rows = new LinkedHashMap<>();
    String page = read();
    page.substring(begin(page), end(page))
        .lines()
        .skip(HEAD.lines().count())
        .forEach(row -> rows.put(row.split("\\|")[1].strip(), row));
    return rows;
  }

  /** Replaces the rows of these faults; others stay, those of no fault that there is go. */
  void write(Map<String, List<Soak.Struck>> struck) {
    Map<String, String> before = rows();
    String rows =
        Faults.all(SoakForm.LONG).stream()
            .map(Fault::name)
            .map(
                name ->
                    struck.containsKey(name)
                        ? row(name, struck.get(name))
                        : before.getOrDefault(name, "| " + name + " | 0 | | | |"))
            .collect(Collectors.joining("\n"));
    String page = read();
    try {
      Files.writeString(
          path, page.substring(0, begin(page)) + HEAD + rows + "\n" + page.substring(end(page)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String row(String name, List<Soak.Struck> recoveries) {
    return "| %s | %d | %s | %s s | %s |"
        .formatted(
            name,
            recoveries.size(),
            medianAndLongest(recoveries, Soak.Struck::recovered),
            recoveries.get(0).fault().goal().toSeconds(),
            medianAndLongest(recoveries, Soak.Struck::allAgain));
  }

  private static String medianAndLongest(
      List<Soak.Struck> recoveries, Function<Soak.Struck, Duration> which) {
    List<Duration> sorted = recoveries.stream().map(which).sorted().toList();
    return seconds(sorted.get(sorted.size() / 2)) + ", " + seconds(sorted.get(sorted.size() - 1));
  }

  private static String seconds(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / 1000.0);
  }

  private static int begin(String page) {
    int begin = page.indexOf(BEGIN);
    if (begin < 0) {
      throw new IllegalStateException("docs/reliability.md has no " + BEGIN);
    }
    return begin + BEGIN.length();
  }

  private static int end(String page) {
    int end = page.indexOf(END);
    if (end < begin(page)) {
      throw new IllegalStateException("docs/reliability.md has no " + END);
    }
    return end;
  }

  private String read() {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
