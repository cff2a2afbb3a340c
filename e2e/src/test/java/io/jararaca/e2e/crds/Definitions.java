package io.jararaca.e2e.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.jararaca.e2e.server.Kubectl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The definitions installed on a real API server, and a namespace to try them in. */
final class Definitions {
  static final Path FOLDER = Path.of("..", "helm", "jararaca", "files", "crds");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final Kubectl kubectl;
  private final String namespace;

  private Definitions(Kubectl kubectl, String namespace) {
    this.kubectl = kubectl;
    this.namespace = namespace;
  }

  static Definitions installed(Kubectl kubectl, String namespace) {
    kubectl.run("apply", "-f", FOLDER.toString());
    kubectl.run("wait", "--for=condition=Established", "--timeout=60s", "-f", FOLDER.toString());
    kubectl.apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n".formatted(namespace));
    await("both kinds can be listed")
        .atMost(Duration.ofSeconds(60))
        .until(() -> kubectl.attempt("get", "sact,dmsg", "-n", namespace).succeeded());
    return new Definitions(kubectl, namespace);
  }

  /** A name that no other resource of this run has. */
  static String newName() {
    return "r" + NAMES.incrementAndGet();
  }

  String manifest(String kind, String name, String spec) {
    return """
        apiVersion: jararaca.io/v1alpha1
        kind: %s
        metadata: {name: %s, namespace: %s}
        spec: %s
        """
        .formatted(kind, name, namespace, spec);
  }

  Kubectl.Outcome apply(String kind, String name, String spec) {
    return kubectl.attemptToApply(manifest(kind, name, spec));
  }

  /** Applies a spec that must be taken, and returns the spec as the API server stores it. */
  JsonNode taken(String kind, String spec) {
    return taken(kind, newName(), spec);
  }

  JsonNode taken(String kind, String name, String spec) {
    Kubectl.Outcome outcome = apply(kind, name, spec);
    assertThat(outcome.errors()).as("%s %s is taken", kind, spec).isEmpty();
    return read(kind, name).path("spec");
  }

  JsonNode read(String kind, String name) {
    return json(run("get", kind, name, "-o", "json"));
  }

  /** Runs kubectl in the namespace. */
  String run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-n", namespace));
    return kubectl.run(all.toArray(String[]::new));
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** The schema of a kind as it is checked in. */
  static JsonNode schema(String plural) {
    try {
      return new YAMLMapper()
          .readTree(FOLDER.resolve(plural + ".yaml").toFile())
          .at("/spec/versions/0/schema/openAPIV3Schema");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
