package io.jararaca.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import io.jararaca.e2e.helm.Manifests;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart renders. */
class ChartTemplateTest {

  static List<ValueSet> sets() {
    return ValueSet.all();
  }

  @Test
  void helm_has_nothing_to_complain_of() {
    LintResult result = ValueSet.CHART.lint();

    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    assertThat(result.getMessages()).noneMatch(message -> message.matches("\\[(WARNING|ERROR)].*"));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void every_pod_is_one_that_the_restricted_profile_admits(ValueSet set) {
    for (JsonNode pod : pods(set.render())) {
      JsonNode security = pod.path("securityContext");
      assertThat(security.path("runAsNonRoot").asBoolean()).isTrue();
      assertThat(security.path("runAsUser").asInt()).isPositive();
      assertThat(security.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
      for (JsonNode container : pod.path("containers")) {
        JsonNode own = container.path("securityContext");
        assertThat(own.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(own.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(own.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(container.at("/resources/requests/memory").asText()).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void the_operator_never_has_a_right_to_secrets_or_wildcards(ValueSet set) {
    for (JsonNode role :
        set.render().only(o -> o.path("kind").asText().endsWith("Role")).objects()) {
      String rules = role.path("rules").toString();
      assertThat(rules).doesNotContain("secrets").doesNotContain("\"*\"");
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void the_operator_has_512_mebibytes_and_its_probes(ValueSet set) {
    JsonNode container = operator(set.render()).at("/spec/template/spec/containers/0");

    assertThat(container.at("/resources/limits/memory").asText()).isEqualTo("512Mi");
    assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/healthz");
    assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/readyz");
  }

  @Test
  void two_replicas_are_spread_and_never_drained_together() {
    Manifests rendered = ValueSet.named("least").render();

    assertThat(operator(rendered).at("/spec/replicas").asInt()).isEqualTo(2);
    assertThat(operator(rendered).at("/spec/template/spec/topologySpreadConstraints"))
        .as("a label that nodes lack would make them all alike")
        .extracting(constraint -> constraint.path("topologyKey").asText())
        .containsExactly("kubernetes.io/hostname");
    assertThat(rendered.get("PodDisruptionBudget", "jararaca").at("/spec/maxUnavailable").asInt())
        .isEqualTo(1);
  }

  @Test
  void definitions_are_templates_so_that_they_are_upgraded_and_say_that_they_stay() {
    Manifests kept = ValueSet.named("least").render().ofKind("CustomResourceDefinition");
    Manifests not = ValueSet.named("single").render().ofKind("CustomResourceDefinition");

    assertThat(kept.objects())
        .hasSize(2)
        .allSatisfy(
            definition ->
                assertThat(definition.at("/metadata/annotations/helm.sh~1resource-policy").asText())
                    .isEqualTo("keep"));
    assertThat(not.objects())
        .hasSize(2)
        .allSatisfy(definition -> assertThat(definition.at("/metadata/annotations")).isEmpty());
    assertThat(ValueSet.named("second-install").render().ofKind("CustomResourceDefinition").names())
        .isEmpty();
  }

  @Test
  void an_install_of_some_namespaces_makes_nothing_cluster_wide() {
    Manifests rendered = ValueSet.named("namespaced").render();

    assertThat(rendered.names()).noneMatch(name -> name.startsWith("Cluster"));
    assertThat(rendered.ofKind("Role").objects())
        .extracting(role -> role.at("/metadata/namespace").asText())
        .containsExactlyInAnyOrder("", "shop", "billing");
    assertThat(rendered.names()).noneMatch(name -> name.startsWith("Secret"));
  }

  @Test
  void where_others_give_rights_the_chart_makes_none() {
    Manifests rendered = ValueSet.named("rights-by-hand").render();

    assertThat(rendered.names()).noneMatch(name -> name.matches(".*(Role|ServiceAccount).*"));
    assertThat(operator(rendered).at("/spec/template/spec/serviceAccountName").asText())
        .isEqualTo("somebody");
  }

  @Test
  void kubernetes_own_roles_gain_the_resources() {
    Manifests rendered = ValueSet.named("least").render();

    assertThat(rendered.get("ClusterRole", "jararaca-system-jararaca-view").at("/rules/0/verbs"))
        .extracting(JsonNode::asText)
        .containsExactly("get", "list", "watch");
    assertThat(
            rendered
                .get("ClusterRole", "jararaca-system-jararaca-edit")
                .at("/metadata/labels/rbac.authorization.k8s.io~1aggregate-to-admin")
                .asText())
        .isEqualTo("true");
  }

  @Test
  void a_second_install_shares_no_cluster_wide_name_with_the_first() {
    Manifests first = ValueSet.named("least").render();
    Manifests second =
        ValueSet.CHART.template("blue", "blue-system", ValueSet.named("second-install").yaml());

    assertThat(second.only(o -> o.path("kind").asText().startsWith("Cluster")).names())
        .isNotEmpty()
        .doesNotContainAnyElementsOf(first.names());
  }

  @Test
  void urls_are_files_of_the_secret_that_was_named() {
    Manifests rendered = ValueSet.named("existing-secrets").render();

    assertThat(connections(operator(rendered)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("redis/url", "secret redis-url/uri", "rabbitmq/url", "secret rabbitmq-url/url"));
    assertThat(variable(operator(rendered), "BACKEND_URL_FILE").path("value").asText())
        .isEqualTo("/etc/jararaca/redis/url");
    assertThat(variable(operator(rendered), "BROKER_URL_FILE").path("value").asText())
        .isEqualTo("/etc/jararaca/rabbitmq/url");
  }

  @Test
  void authorities_are_files_of_the_secret_or_map_that_was_named() {
    Manifests rendered = ValueSet.named("tls").render();

    for (JsonNode deployment :
        List.of(operator(rendered), rendered.get("Deployment", "jararaca-worker"))) {
      assertThat(connections(deployment))
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "redis/url", "secret redis-url/url",
                  "redis/ca.pem", "secret redis-ca/ca.crt",
                  "rabbitmq/url", "secret jararaca-rabbitmq/url",
                  "rabbitmq/ca.pem", "configMap company-authorities/root.pem"));
      assertThat(variable(deployment, "BACKEND_CA_FILE").path("value").asText())
          .isEqualTo("/etc/jararaca/redis/ca.pem");
      assertThat(variable(deployment, "BROKER_CA_FILE").path("value").asText())
          .isEqualTo("/etc/jararaca/rabbitmq/ca.pem");
      assertThat(deployment.at("/spec/template/spec/containers/0/volumeMounts").toString())
          .contains("\"name\":\"connections\",\"mountPath\":\"/etc/jararaca\"");
    }
  }

  @Test
  void a_digest_wins_over_the_tag() {
    assertThat(
            operator(ValueSet.named("placed").render())
                .at("/spec/template/spec/containers/0/image")
                .asText())
        .startsWith("images.example.com/jararaca/operator@sha256:000");
  }

  @Test
  void alerts_and_servicemonitor_speak_of_the_same_job() {
    Manifests rendered = ValueSet.named("monitored").render();

    assertThat(rendered.get("PrometheusRule", "jararaca").at("/spec/groups/0/rules"))
        .isNotEmpty()
        .allSatisfy(
            rule ->
                assertThat(rule.path("expr").asText())
                    .contains("job=\"jararaca\",namespace=\"jararaca-system\""));
    assertThat(rendered.get("ServiceMonitor", "jararaca").at("/spec/endpoints/0/path").asText())
        .isEqualTo("/metrics");
    assertThat(rendered.get("Service", "jararaca").at("/spec/ports/0/name").asText())
        .isEqualTo(
            rendered.get("ServiceMonitor", "jararaca").at("/spec/endpoints/0/port").asText());
  }

  @Test
  void workers_are_scaled_by_one_thing_at_a_time() {
    Manifests byQueue = ValueSet.named("worker-keda").render();

    assertThat(byQueue.get("Deployment", "jararaca-worker").at("/spec/replicas").isMissingNode())
        .isTrue();
    assertThat(byQueue.get("ScaledObject", "jararaca-worker").at("/spec/triggers"))
        .extracting(trigger -> trigger.at("/metadata/queueName").asText())
        .containsExactly(
            "jararaca.jararaca.jararaca-system.mail", "jararaca.jararaca.jararaca-system.report");
    assertThat(ValueSet.named("worker-cpu").render().names())
        .contains("HorizontalPodAutoscaler jararaca-worker");
    assertThat(
            ValueSet.named("worker")
                .render()
                .get("Deployment", "jararaca-worker")
                .at("/spec/replicas")
                .asInt())
        .isEqualTo(3);
  }

  @Test
  void workers_get_the_time_that_their_settings_give_them() {
    assertThat(
            ValueSet.named("worker")
                .render()
                .get("Deployment", "jararaca-worker")
                .at("/spec/template/spec/terminationGracePeriodSeconds")
                .asInt())
        .isGreaterThan(60 + 1);
  }

  @Test
  void an_older_cluster_is_refused() {
    assertThatThrownBy(
            () ->
                ValueSet.CHART
                    .forKubeVersion("1.28.9")
                    .template("jararaca", "default", ValueSet.named("least").yaml()))
        .hasMessageContaining("1.29");
  }

  static JsonNode operator(Manifests rendered) {
    return rendered.ofKind("Deployment").objects().stream()
        .filter(
            object ->
                object
                    .at("/metadata/labels/app.kubernetes.io~1component")
                    .asText()
                    .equals("operator"))
        .findFirst()
        .orElseThrow();
  }

  /** What each file of a pod's connections holds. */
  private static Map<String, String> connections(JsonNode deployment) {
    Map<String, String> files = new LinkedHashMap<>();
    for (JsonNode source : deployment.at("/spec/template/spec/volumes/0/projected/sources")) {
      String kind = source.fieldNames().next();
      for (JsonNode item : source.at("/" + kind + "/items")) {
        files.put(
            item.path("path").asText(),
            kind
                + " "
                + source.at("/" + kind + "/name").asText()
                + "/"
                + item.path("key").asText());
      }
    }
    return files;
  }

  static JsonNode variable(JsonNode deployment, String name) {
    return StreamSupport.stream(
            deployment.at("/spec/template/spec/containers/0/env").spliterator(), false)
        .filter(variable -> variable.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> pods(Manifests rendered) {
    return rendered.objects().stream()
        .map(
            o ->
                o.path("kind").asText().equals("Pod")
                    ? o.path("spec")
                    : o.at("/spec/template/spec"))
        .filter(JsonNode::isObject)
        .toList();
  }
}
