package io.jararaca.e2e.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The table of values in the chart's README: descriptions from values.schema.json, defaults from
 * values.yaml. {@link #main} writes it; a test fails when it has drifted.
 */
public final class ValuesTable {

  private static final String BEGIN = "<!-- values: begin -->";
  private static final String END = "<!-- values: end -->";

  private final Path chart;

  public ValuesTable(Path chart) {
    this.chart = chart;
  }

  public static void main(String[] arguments) throws IOException {
    Path chart = Path.of(System.getProperty("jararaca.root", ".")).resolve("helm/jararaca");
    ValuesTable table = new ValuesTable(chart);
    Files.writeString(chart.resolve("README.md"), table.readme());
  }

  /** The README as it should be. */
  public String readme() throws IOException {
    String readme = Files.readString(chart.resolve("README.md"));
    int begin = readme.indexOf(BEGIN);
    int end = readme.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException("README.md needs " + BEGIN + " and " + END);
    }
    return readme.substring(0, begin) + BEGIN + "\n" + table() + readme.substring(end);
  }

  private String table() {
    StringBuilder table = new StringBuilder("| value | default | |\n|---|---|---|\n");
    JsonNode defaults = defaults();
    described()
        .forEach(
            (path, description) -> {
              JsonNode value = defaults.at("/" + path.replace('.', '/'));
              boolean group = isGroup(path);
              table.append(
                  "| %s | %s | %s |%n"
                      .formatted(
                          group ? "**" + path + "**" : "`" + path + "`",
                          group ? "" : "`" + value + "`",
                          description.replace("|", "\\|")));
            });
    return table.toString();
  }

  /** Each value that the schema knows, with its description. */
  public Map<String, String> described() {
    Map<String, String> described = new LinkedHashMap<>();
    describe("", schema(), described);
    described.remove("global"); // Helm's own
    return described;
  }

  /** values.yaml. */
  public JsonNode defaults() {
    return read(new YAMLMapper(), "values.yaml");
  }

  private static void describe(String prefix, JsonNode schema, Map<String, String> described) {
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              String path = prefix + property.getKey();
              described.put(path, property.getValue().path("description").asText());
              describe(path + ".", property.getValue(), described);
            });
  }

  /** Whether it is more than one value. */
  public boolean isGroup(String path) {
    return schema()
        .at("/properties/" + path.replace(".", "/properties/") + "/properties")
        .isObject();
  }

  private JsonNode schema() {
    return read(new ObjectMapper(), "values.schema.json");
  }

  private JsonNode read(ObjectMapper mapper, String file) {
    try {
      return mapper.readTree(chart.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
