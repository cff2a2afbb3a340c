package io.jararaca.e2e.observability;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A line of a page in the Prometheus text format, without its value. */
record Sample(String metric, Map<String, String> labels) {

  private static final Pattern LINE =
      Pattern.compile("(?m)^([a-z_]+)(?:\\{(.*)\\})? [-+0-9.eEIinfNa]+$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  /** All of a page. */
  static List<Sample> of(String page) {
    return LINE.matcher(page).results().map(Sample::of).toList();
  }

  private static Sample of(MatchResult line) {
    String labels = line.group(2) == null ? "" : line.group(2);
    return new Sample(
        line.group(1),
        LABEL
            .matcher(labels)
            .results()
            .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2))));
  }
}
