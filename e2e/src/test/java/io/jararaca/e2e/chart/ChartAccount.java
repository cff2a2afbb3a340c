package io.jararaca.e2e.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.jararaca.e2e.helm.Manifests;
import io.jararaca.e2e.process.Sandbox;
import io.jararaca.e2e.server.ApiServer;
import io.jararaca.e2e.server.Kubectl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The chart's ServiceAccount on a real API server, with the rights that the chart gives it and no
 * others.
 *
 * @param kubeconfig with a token of it
 * @param kubectl that has that token alone
 */
record ChartAccount(Path kubeconfig, Kubectl kubectl) {

  /** What gives rights, or is what rights are about. */
  private static final Set<String> KINDS =
      Set.of(
          "CustomResourceDefinition",
          "ServiceAccount",
          "Role",
          "RoleBinding",
          "ClusterRole",
          "ClusterRoleBinding");

  /** Applies the chart's rights in a namespace that exists. */
  static ChartAccount of(ApiServer server, Sandbox sandbox, Manifests chart, String namespace) {
    Manifests rights = chart.only(object -> KINDS.contains(object.path("kind").asText()));
    server.kubectl().apply(rights.inNamespace(namespace).json());
    for (JsonNode definition : rights.ofKind("CustomResourceDefinition").objects()) {
      server
          .kubectl()
          .run(
              "wait",
              "--for=condition=Established",
              "--timeout=60s",
              "crd/" + definition.at("/metadata/name").asText());
    }
    String account = rights.ofKind("ServiceAccount").objects().get(0).at("/metadata/name").asText();
    String token = server.kubectl().run("create", "token", account, "-n", namespace).strip();
    Path kubeconfig = sandbox.folder("account-" + namespace).resolve("kubeconfig");
    write(kubeconfig, server, token);
    return new ChartAccount(kubeconfig, new Kubectl(sandbox, kubeconfig));
  }

  /** The admin's, with another token. */
  private static void write(Path kubeconfig, ApiServer server, String token) {
    try {
      String admins = Files.readString(server.kubeconfig());
      Files.writeString(kubeconfig, admins.replaceAll("token: \\S+", "token: " + token));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why the API server refuses it; empty: it does not. */
  Optional<String> refusal(String... command) {
    Kubectl.Outcome outcome = kubectl.attempt(command);
    return outcome.errors().toLowerCase(Locale.ROOT).contains("forbidden")
        ? Optional.of(outcome.errors())
        : Optional.empty();
  }
}
