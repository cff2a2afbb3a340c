package io.jararaca.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.jararaca.core.settings.Setting;
import io.jararaca.e2e.helm.HelmChart;
import io.jararaca.e2e.helm.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people wrote into docs/settings.md; the rest of it comes from the code. */
class SettingsPageTest {

  private static final Path ROOT = Path.of("..");
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Pattern VALUE = Pattern.compile("`([\\w.]+)`");
  private static final String PLAIN =
      """
      installName: plain
      redis: {url: "redis://redis:6379/0"}
      rabbitmq: {url: "amqp://rabbitmq:5672/"}
      worker: {enabled: true, image: {repository: mine}}
      watchNamespaces: [jararaca-system]
      """;

  private final HelmChart chart = HelmChart.ofSources(ROOT);
  private final MarkedText page;

  SettingsPageTest() throws IOException {
    page = new MarkedText(Files.readString(ROOT.resolve("docs/settings.md")));
  }

  @Test
  void every_setting_has_a_meaning() {
    for (var place : SettingsPage.places().entrySet()) {
      Map<String, SettingsPage.Written> written = SettingsPage.written(page.at(place.getKey()));
      for (Setting setting : place.getValue()) {
        assertThat(written.get(setting.name()))
            .as("docs/settings.md, %s, %s: write what it means", place.getKey(), setting.name())
            .isNotNull()
            .matches(words -> !words.meaning().isBlank(), "has a meaning");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"operator settings, jararaca", "worker settings, jararaca-worker"})
  void each_value_of_the_chart_that_is_named_reaches_its_variable(String place, String deployment)
      throws IOException {
    Map<String, SettingsPage.Written> settings = SettingsPage.written(page.at(place));
    List<String> tried = new ArrayList<>();
    for (var setting : settings.entrySet()) {
      var named = VALUE.matcher(setting.getValue().chartValue());
      if (named.find()) {
        tried.add(setting.getKey());
        assertThat(told(deployment, setting.getKey(), changed(named.group(1))))
            .as("%s by %s", setting.getKey(), named.group(1))
            .isNotEqualTo(told(deployment, setting.getKey(), PLAIN));
      }
    }
    assertThat(tried).hasSizeGreaterThan(8);
  }

  @ParameterizedTest
  @CsvSource({"operator settings, jararaca", "worker settings, jararaca-worker"})
  void what_the_chart_sets_has_its_value_named(String place, String deployment) {
    Map<String, SettingsPage.Written> settings = SettingsPage.written(page.at(place));

    for (JsonNode variable : environment(render(PLAIN), deployment)) {
      String name = variable.path("name").asText();
      if (settings.containsKey(name)) {
        assertThat(settings.get(name).chartValue()).as(name).isNotBlank();
      }
    }
  }

  /** What a container hears of a variable; of one that a Secret holds, what stands there. */
  private String told(String deployment, String name, String values) {
    Manifests manifests = render(values);
    for (JsonNode variable : environment(manifests, deployment)) {
      if (variable.path("name").asText().equals(name)) {
        return name.endsWith("_URL_FILE")
            ? manifests.ofKind("Secret").objects().toString()
            : variable.toString();
      }
    }
    throw new AssertionError(deployment + " is not told " + name);
  }

  private Manifests render(String values) {
    return chart.template("jararaca", "jararaca-system", values);
  }

  private static JsonNode environment(Manifests manifests, String deployment) {
    return manifests.get("Deployment", deployment).at("/spec/template/spec/containers/0/env");
  }

  /** {@link #PLAIN} with another value there than the chart's own. */
  private String changed(String path) throws IOException {
    ObjectNode values = (ObjectNode) YAML.readTree(PLAIN);
    JsonNode known = YAML.readTree(chart.folder().resolve("values.yaml").toFile());
    String pointer = "/" + path.replace('.', '/');
    JsonNode before = known.at(pointer);
    int last = pointer.lastIndexOf('/');
    ObjectNode parent = last == 0 ? values : values.withObject(pointer.substring(0, last));
    parent.set(pointer.substring(last + 1), other(path, before));
    return YAML.writeValueAsString(values);
  }

  private static JsonNode other(String path, JsonNode before) {
    return switch (before.getNodeType()) {
      case NUMBER -> YAML.getNodeFactory().numberNode(before.asInt() + 1);
      case BOOLEAN -> YAML.getNodeFactory().booleanNode(!before.asBoolean());
      case ARRAY -> YAML.createArrayNode().add("jararaca-system").add("other");
      case STRING ->
          YAML.getNodeFactory()
              .textNode(
                  switch (path) {
                    case "redis.url" -> "redis://other:6379/0";
                    case "rabbitmq.url" -> "amqp://other:5672/";
                    case "logFormat" -> "json";
                    default -> "other";
                  });
      default -> throw new AssertionError("the chart has no value " + path);
    };
  }
}
