package io.jararaca.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jararaca.e2e.helm.ValuesTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values: all described, all with a default, bad ones refused by name. */
class ChartValuesTest {

  private static final Path CHART = ValueSet.CHART.folder();
  private static final String LEAST = ValueSet.named("least").yaml();

  private final ValuesTable table = new ValuesTable(CHART);

  @Test
  void the_readmes_table_is_that_of_schema_and_defaults() throws IOException {
    assertThat(Files.readString(CHART.resolve("README.md")))
        .as("run ./dev chart")
        .isEqualTo(table.readme());
  }

  @Test
  void every_value_has_a_default_and_a_description() {
    List<String> defaults = new ArrayList<>();
    collect("", table.defaults(), defaults);

    assertThat(defaults).containsExactlyInAnyOrderElementsOf(table.described().keySet());
    assertThat(table.described().values()).noneMatch(String::isBlank);
  }

  @Test
  void the_chart_has_the_sources_version() throws IOException {
    Matcher version =
        Pattern.compile("<version>([^<]+)</version>")
            .matcher(Files.readString(Path.of("..", "pom.xml")));
    assertThat(version.find()).isTrue();

    assertThat(Files.readString(CHART.resolve("Chart.yaml")))
        .contains("\nversion: " + version.group(1) + "\n")
        .contains("\nappVersion: " + version.group(1) + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          replica: 3                                       | replica
          replicas: 0                                      | replicas
          replicas: two                                    | replicas
          installName: Blue                                | installName
          watchNamespaces: [Shop]                          | watchNamespaces
          watchNamespaces: shop                            | watchNamespaces
          actions: [a/b/c]                                 | actions
          beat: {intervalSeconds: 0}                       | intervalSeconds
          beat: {intervall: 1}                             | intervall
          beat: {maxInFlight: 1.5}                         | maxInFlight
          lease: {seconds: 301}                            | seconds
          statusWritesPerSecond: 0                         | statusWritesPerSecond
          image: {pullPolicy: Sometimes}                   | pullPolicy
          image: {digest: latest}                          | digest
          redis: {url: 'http://redis'}                     | url
          rabbitmq: {url: rabbitmq}                        | url
          dev: {password: 'p w'}                           | password
          topologySpread: {whenUnsatisfiable: Maybe}       | whenUnsatisfiable
          networkPolicy: {redis: {ports: [70000]}}         | ports
          metrics: {serviceMonitor: {interval: often}}     | interval
          worker: {handlers: ['-x']}                       | handlers
          worker: {concurrency: 0}                         | concurrency
          worker: {autoscaling: {keda: {queues: [{}]}}}    | handler
          """)
  void the_schema_refuses_what_the_processes_or_kubernetes_would_refuse(String bad, String named) {
    String values = bad.startsWith("redis") || bad.startsWith("rabbitmq") ? bad : LEAST + bad;

    assertThatThrownBy(() -> ValueSet.CHART.template("jararaca", "default", values))
        .hasMessageContaining("schema")
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                         | set exactly one of redis.url
          dev: {redis: {enabled: true}}                              | set exactly one of
          serviceAccount: {create: false}                            | set serviceAccount.name
          watchNamespaces: [shop]\\nworker: {enabled: true, image: {repository: w}} | which watchNamespaces leaves out
          worker: {enabled: true}                                    | set worker.image.repository
          worker: {enabled: true, image: {repository: w}, autoscaling: {minReplicas: 0, cpu: {enabled: true}}} | only keda scales to 0
          worker: {enabled: true, image: {repository: w}, autoscaling: {cpu: {enabled: true}, keda: {enabled: true}}} | at most one
          worker: {enabled: true, image: {repository: w}, autoscaling: {keda: {enabled: true}}} | worker.autoscaling.keda.queues
          """)
  void values_that_do_not_go_together_are_refused_with_the_mend(String bad, String mend) {
    String values = (bad.equals("{}") ? "" : LEAST + bad).replace("\\n", "\n");

    assertThatThrownBy(() -> ValueSet.CHART.template("jararaca", "default", values))
        .hasMessageContaining(mend);
  }

  @Test
  void a_release_whose_name_is_no_install_name_is_told_to_set_one() {
    assertThatThrownBy(() -> ValueSet.CHART.template("jararaca.v1", "default", LEAST))
        .hasMessageContaining("set installName");
  }

  private void collect(String prefix, JsonNode values, List<String> into) {
    values
        .properties()
        .forEach(
            value -> {
              String path = prefix + value.getKey();
              into.add(path);
              if (table.isGroup(path)) {
                collect(path + ".", value.getValue(), into);
              }
            });
  }
}
