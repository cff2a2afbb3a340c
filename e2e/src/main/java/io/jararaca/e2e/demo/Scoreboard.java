package io.jararaca.e2e.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which examples have reached what they promise. Reached once is reached. */
public final class Scoreboard {
  private final Map<Example, Optional<String>> missing = new LinkedHashMap<>();

  public Scoreboard(List<Example> examples) {
    examples.forEach(example -> missing.put(example, Optional.of("nothing seen yet")));
  }

  /**
   * Notes what the resources show now.
   *
   * @param list a Kubernetes list, as {@code kubectl get -o json} prints it
   */
  public void note(JsonNode list) {
    for (JsonNode resource : list.path("items")) {
      String name =
          resource.path("kind").asText() + "/" + resource.path("metadata").path("name").asText();
      missing.replaceAll(
          (example, lack) ->
              lack.isPresent() && example.resource().equals(name)
                  ? lackOf(example, resource)
                  : lack);
    }
  }

  private static Optional<String> lackOf(Example example, JsonNode resource) {
    return example.expectations().stream()
        .filter(expectation -> !expectation.isMetBy(resource))
        .map(expectation -> expectation + ", found \"" + expectation.valueIn(resource) + "\"")
        .findFirst();
  }

  public boolean allReached() {
    return missing.values().stream().allMatch(Optional::isEmpty);
  }

  long reached() {
    return missing.values().stream().filter(Optional::isEmpty).count();
  }

  int size() {
    return missing.size();
  }

  /** A line for each example. */
  public List<String> lines() {
    return missing.entrySet().stream()
        .map(
            entry ->
                "%-8s %s%s"
                    .formatted(
                        entry.getValue().isEmpty() ? "reached" : "MISSED",
                        entry.getKey().file().getFileName(),
                        entry.getValue().map(lack -> ": " + lack).orElse("")))
        .toList();
  }
}
