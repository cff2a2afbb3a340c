package io.jararaca.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.jararaca.e2e.fixture.E2e;
import io.jararaca.e2e.fixture.SharedServers;
import io.jararaca.e2e.server.Kubectl;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real API server takes all that the chart renders, without a warning. */
@ExtendWith(E2e.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChartApplyIT {

  private static final Path FOREIGN =
      Path.of("src", "test", "resources", "foreign-definitions.yaml");

  private final Kubectl kubectl;

  ChartApplyIT(SharedServers servers) {
    kubectl = servers.apiServer().kubectl();
    kubectl.run("apply", "-f", FOREIGN.toString());
    kubectl.run("wait", "--for=condition=Established", "--timeout=60s", "-f", FOREIGN.toString());
    for (String namespace : List.of(ValueSet.NAMESPACE, "shop", "billing")) {
      kubectl.apply(
          """
          apiVersion: v1
          kind: Namespace
          metadata:
            name: %s
            labels:
              pod-security.kubernetes.io/enforce: restricted
              pod-security.kubernetes.io/warn: restricted
          """
              .formatted(namespace));
    }
  }

  static List<ValueSet> sets() {
    return ValueSet.all();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void the_api_server_takes_it_and_the_restricted_profile_has_nothing_to_warn_of(ValueSet set) {
    Kubectl.Outcome outcome =
        kubectl.attemptToApply(
            set.render().inNamespace(ValueSet.NAMESPACE).json(), "--dry-run=server");

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.status()).isZero();
  }
}
