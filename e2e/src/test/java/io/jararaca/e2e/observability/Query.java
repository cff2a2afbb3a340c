package io.jararaca.e2e.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A query of the dashboard or of an alert, in PromQL.
 *
 * @param where the panel or alert
 * @param legend texts that show labels of its results
 */
record Query(String where, String expression, List<String> legend) {

  /** Labels that Prometheus itself puts to all that it reads from a process. */
  private static final Set<String> TARGET = Set.of("job", "namespace", "pod", "instance");

  private static final Pattern SELECTOR = Pattern.compile("(jararaca_[a-z_]+)(?:\\{([^}]*)\\})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~?)\"([^\"]*)\"");
  private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");
  private static final Pattern SHOWN = Pattern.compile("\\{\\{ *(?:\\$labels\\.)?(\\w+) *\\}\\}");

  /** All queries of a chart. */
  static List<Query> of(Path chart) throws IOException {
    List<Query> queries = new ArrayList<>();
    JsonNode dashboard = new ObjectMapper().readTree(read(chart, "dashboard.json"));
    for (JsonNode panel : dashboard.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        queries.add(
            new Query(
                "panel %s, %s".formatted(panel.path("title").asText(), target.path("refId")),
                target.path("expr").asText(),
                List.of(target.path("legendFormat").asText())));
      }
    }
    for (JsonNode variable : dashboard.at("/templating/list")) {
      if (variable.path("type").asText().equals("query")) {
        String name = "variable " + variable.path("name").asText();
        queries.add(new Query(name, variable.path("query").asText(), List.of()));
      }
    }
    for (JsonNode alert : new YAMLMapper().readTree(read(chart, "alerts.yaml"))) {
      List<String> texts = new ArrayList<>();
      alert.path("annotations").forEach(text -> texts.add(text.asText()));
      String name = "alert " + alert.path("alert").asText();
      queries.add(new Query(name, alert.path("expr").asText(), texts));
    }
    return queries;
  }

  private static String read(Path chart, String file) throws IOException {
    return Files.readString(chart.resolve("files").resolve(file));
  }

  /** What it asks for and does not find: metrics, labels and labels' values. */
  List<String> missing(List<Sample> samples) {
    List<MatchResult> selectors = SELECTOR.matcher(expression).results().toList();
    if (selectors.isEmpty()) {
      return List.of("a metric of ours in " + expression);
    }
    List<String> missing = new ArrayList<>();
    for (MatchResult selector : selectors) {
      List<Sample> found =
          samples.stream().filter(sample -> sample.metric().equals(selector.group(1))).toList();
      if (found.isEmpty()) {
        missing.add(selector.group(1));
      }
      wanted(selector)
          .filter(
              label ->
                  found.stream().noneMatch(sample -> sample.labels().entrySet().contains(label)))
          .forEach(label -> missing.add(selector.group(1) + "{" + label + "}"));
      shownLabels()
          .filter(label -> !found.stream().allMatch(sample -> sample.labels().containsKey(label)))
          .forEach(label -> missing.add("label " + label + " of " + selector.group(1)));
    }
    return missing;
  }

  /** Each label with each value that it may have. */
  private static Stream<Map.Entry<String, String>> wanted(MatchResult selector) {
    String matchers = selector.group(2) == null ? "" : selector.group(2);
    return MATCHER
        .matcher(matchers)
        .results()
        .filter(matcher -> !TARGET.contains(matcher.group(1)))
        .flatMap(
            matcher ->
                Stream.of(matcher.group(3).split("\\|"))
                    .map(value -> Map.entry(matcher.group(1), value)));
  }

  private Stream<String> shownLabels() {
    Stream<String> grouped =
        GROUPING
            .matcher(expression)
            .results()
            .flatMap(grouping -> Stream.of(grouping.group(1).split(", *")));
    Stream<String> shown =
        legend.stream().flatMap(text -> SHOWN.matcher(text).results()).map(label -> label.group(1));
    return Stream.concat(grouped, shown).distinct().filter(label -> !TARGET.contains(label));
  }
}
