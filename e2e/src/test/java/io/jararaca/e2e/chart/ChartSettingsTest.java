package io.jararaca.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jararaca.operator.settings.OperatorSettings;
import io.jararaca.worker.settings.WorkerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The variables that the chart's Deployments render, and those that the processes read. */
class ChartSettingsTest {

  private static final Path NO_FILE = Path.of("/nowhere");
  private static final Map<String, String> URLS = MountedConnections.plain();

  /** Read by the JVM or by others. */
  private static final Set<String> NOT_OURS = Set.of("JAVA_TOOL_OPTIONS", "TZ", "SMTP");

  /** Known, and left out of the chart. */
  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "HOSTNAME", "POD_NAME is there",
          "LEASE_NAMESPACE", "the release's, which is where the right is",
          "LEASE_NAME", "by the install's name, which is what the right names",
          "BACKEND_URL", "a file of it, which can change while the pod runs",
          "BROKER_URL", "the same",
          "BACKEND_CA_FILE", "unless redis.ca names one",
          "BROKER_CA_FILE", "unless rabbitmq.ca names one");

  static List<ValueSet> sets() {
    return ValueSet.all();
  }

  @Test
  void what_the_operator_knows_is_rendered_or_left_out_for_a_reason() {
    JsonNode operator = ChartTemplateTest.operator(ValueSet.named("least").render());

    Set<String> known = new LinkedHashSet<>();
    OperatorSettings.read(recording(URLS, known));

    assertThat(variables(operator).keySet()).containsExactlyInAnyOrderElementsOf(rendered(known));
    assertThat(known).as("what is left out is known at all").containsAll(LEFT_OUT.keySet());
  }

  @Test
  void what_a_worker_knows_is_rendered() {
    JsonNode worker = ValueSet.named("worker-cpu").render().get("Deployment", "jararaca-worker");

    Set<String> known = new LinkedHashSet<>(Set.of("POD_NAME"));
    WorkerSettings.read(recording(URLS, known), NO_FILE);

    assertThat(variables(worker).keySet()).containsExactlyInAnyOrderElementsOf(rendered(known));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void no_process_is_given_a_variable_that_nobody_reads_or_a_value_that_it_refuses(ValueSet set) {
    for (JsonNode deployment : set.render().ofKind("Deployment").objects()) {
      Map<String, String> rendered = variables(deployment);
      Set<String> known = new LinkedHashSet<>(NOT_OURS);
      switch (deployment.at("/metadata/labels/app.kubernetes.io~1component").asText()) {
        case "operator" -> OperatorSettings.read(recording(rendered, known));
        case "worker" -> {
          known.add("POD_NAME");
          WorkerSettings.read(recording(rendered, known), NO_FILE);
        }
        default -> known.addAll(rendered.keySet());
      }
      assertThat(known).containsAll(rendered.keySet());
    }
  }

  @Test
  void the_charts_defaults_are_the_processes_own() {
    assertThat(operatorSettings("least"))
        .isEqualTo(
            OperatorSettings.read(
                with(URLS, "POD_NAME", "pod", "POD_NAMESPACE", ValueSet.NAMESPACE)));
    JsonNode worker = ValueSet.named("worker-cpu").render().get("Deployment", "jararaca-worker");
    assertThat(WorkerSettings.read(variables(worker), NO_FILE))
        .isEqualTo(
            WorkerSettings.read(
                with(URLS, "NAMESPACE", ValueSet.NAMESPACE, "HEALTH_PORT", "8080"), NO_FILE));
  }

  @Test
  void values_reach_the_operator() {
    OperatorSettings tuned = operatorSettings("tuned");

    assertThat(tuned.beat().interval()).isEqualTo(Duration.ofMillis(250));
    assertThat(tuned.beat().maxInFlight()).isEqualTo(100_000);
    assertThat(tuned.beat().timings().claimPatience()).isEqualTo(Duration.ofMillis(2500));
    assertThat(tuned.beat().timings().startPatience()).isEqualTo(Duration.ofSeconds(60));
    assertThat(tuned.beat().timings().retention()).isEqualTo(Duration.ofDays(365));
    assertThat(tuned.lease().duration()).isEqualTo(Duration.ofSeconds(4));
    assertThat(tuned.lease().renewEvery()).isEqualTo(Duration.ofMillis(1500));
    assertThat(tuned.statusWritesPerSecond()).isEqualTo(9);
    assertThat(tuned.resyncEvery()).isEqualTo(Duration.ofDays(1));
    assertThat(tuned.logFormat()).isEqualTo("json");
    OperatorSettings bounded = operatorSettings("namespaced");
    assertThat(bounded.scope().namespaces()).containsExactlyInAnyOrder("shop", "billing");
    assertThat(bounded.scope().actions()).containsExactlyInAnyOrder("report", "billing/invoice");
    assertThat(operatorSettings("second-install").lease().name()).isEqualTo("blue-beat");
  }

  @Test
  void values_reach_the_worker() {
    WorkerSettings worker =
        WorkerSettings.read(
            variables(ValueSet.named("worker").render().get("Deployment", "jararaca-worker")),
            NO_FILE);

    assertThat(worker.namespace()).isEqualTo(ValueSet.NAMESPACE);
    assertThat(worker.handlers()).containsExactlyInAnyOrder("mail", "report");
    assertThat(worker.concurrency()).isEqualTo(8);
    assertThat(worker.loop().lease()).isEqualTo(Duration.ofSeconds(12));
    assertThat(worker.loop().heartbeat()).isEqualTo(Duration.ofSeconds(2));
    assertThat(worker.exitOnDeafHandler()).isTrue();
  }

  private static List<String> rendered(Set<String> known) {
    return known.stream().filter(name -> !LEFT_OUT.containsKey(name)).toList();
  }

  private static OperatorSettings operatorSettings(String set) {
    return OperatorSettings.read(
        variables(ChartTemplateTest.operator(ValueSet.named(set).render())));
  }

  private static Map<String, String> variables(JsonNode deployment) {
    return variables(deployment, ValueSet.NAMESPACE);
  }

  /** What the container would see, with what Kubernetes fills in. */
  static Map<String, String> variables(JsonNode deployment, String namespace) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (JsonNode variable : deployment.at("/spec/template/spec/containers/0/env")) {
      String name = variable.path("name").asText();
      String field = variable.at("/valueFrom/fieldRef/fieldPath").asText();
      String value =
          switch (field) {
            case "metadata.name" -> "pod";
            case "metadata.namespace" -> namespace;
            default -> variable.path("value").asText();
          };
      assertThat(variables.put(name, value)).as("%s is rendered once", name).isNull();
    }
    MountedConnections.relocate(variables);
    return variables;
  }

  private static Map<String, String> with(Map<String, String> some, String... pairs) {
    Map<String, String> all = new LinkedHashMap<>(some);
    for (int i = 0; i < pairs.length; i += 2) {
      all.put(pairs[i], pairs[i + 1]);
    }
    return all;
  }

  /** Notes what was asked for. */
  private static Map<String, String> recording(Map<String, String> variables, Set<String> asked) {
    return new LinkedHashMap<>(variables) {
      private static final long serialVersionUID = 1L;

      @Override
      public String getOrDefault(Object name, String fallback) {
        asked.add((String) name);
        return super.getOrDefault(name, fallback);
      }
    };
  }
}
