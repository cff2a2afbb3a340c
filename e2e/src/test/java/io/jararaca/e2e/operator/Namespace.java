package io.jararaca.e2e.operator;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jararaca.e2e.server.Kubectl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** A namespace of a real API server that knows our resources. */
record Namespace(Kubectl kubectl, String name) {

  private static final Path DEFINITIONS = Path.of("..", "helm", "jararaca", "files", "crds");
  private static final ObjectMapper JSON = new ObjectMapper();

  static Namespace created(Kubectl kubectl, String name) {
    kubectl.run("apply", "-f", DEFINITIONS.toString());
    kubectl.run(
        "wait", "--for=condition=Established", "--timeout=60s", "-f", DEFINITIONS.toString());
    kubectl.apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n".formatted(name));
    await("both kinds can be listed")
        .atMost(Duration.ofSeconds(60))
        .until(() -> kubectl.attempt("get", "sact,dmsg", "-n", name).succeeded());
    return new Namespace(kubectl, name);
  }

  void apply(String kind, String resource, String spec) {
    kubectl.apply(
        """
        apiVersion: jararaca.io/v1alpha1
        kind: %s
        metadata: {name: %s, namespace: %s}
        spec: %s
        """
            .formatted(kind, resource, name, spec));
  }

  String run(String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "-n";
    all[arguments.length + 1] = name;
    return kubectl.run(all);
  }

  JsonNode read(String... resource) {
    String[] arguments = new String[resource.length + 3];
    arguments[0] = "get";
    System.arraycopy(resource, 0, arguments, 1, resource.length);
    arguments[resource.length + 1] = "-o";
    arguments[resource.length + 2] = "json";
    try {
      return JSON.readTree(run(arguments));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A condition of a resource: {@code status/reason}; empty: it has none of that type. */
  String condition(String kind, String resource, String type) {
    for (JsonNode condition : read(kind, resource).at("/status/conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition.path("status").asText() + "/" + condition.path("reason").asText();
      }
    }
    return "";
  }
}
