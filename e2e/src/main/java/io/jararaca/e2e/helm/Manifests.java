package io.jararaca.e2e.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Objects as YAML documents. */
public record Manifests(List<JsonNode> objects) {

  private static final YAMLMapper YAML = new YAMLMapper();

  public Manifests {
    objects = List.copyOf(objects);
  }

  static Manifests parse(String yaml) {
    List<JsonNode> objects = new ArrayList<>();
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNext()) {
        JsonNode document = documents.next();
        if (document != null && document.isObject() && !document.isEmpty()) {
          objects.add(document);
        }
      }
      return new Manifests(objects);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those that match. */
  public Manifests only(Predicate<JsonNode> which) {
    return new Manifests(objects.stream().filter(which).toList());
  }

  public Manifests ofKind(String kind) {
    return only(object -> kindOf(object).equals(kind));
  }

  public Optional<JsonNode> find(String kind, String name) {
    return ofKind(kind).objects.stream()
        .filter(object -> object.at("/metadata/name").asText().equals(name))
        .findFirst();
  }

  /**
   * The object of that kind and name.
   *
   * @throws IllegalStateException naming those that there are
   */
  public JsonNode get(String kind, String name) {
    return find(kind, name)
        .orElseThrow(() -> new IllegalStateException("no " + kind + " " + name + ": " + names()));
  }

  /** Kind and name of each. */
  public List<String> names() {
    return objects.stream()
        .map(object -> kindOf(object) + " " + object.at("/metadata/name").asText())
        .toList();
  }

  /** With that namespace where the template leaves it to the client, as Helm does. */
  public Manifests inNamespace(String namespace) {
    List<JsonNode> placed = new ArrayList<>();
    for (JsonNode object : objects) {
      ObjectNode copy = object.deepCopy();
      boolean clusterWide = kindOf(object).matches("Cluster.*|CustomResourceDefinition");
      if (!clusterWide && object.at("/metadata/namespace").isMissingNode()) {
        ((ObjectNode) copy.get("metadata")).put("namespace", namespace);
      }
      placed.add(copy);
    }
    return new Manifests(placed);
  }

  /** As kubectl takes them. */
  public String json() {
    return objects.stream().map(JsonNode::toString).collect(Collectors.joining("\n"));
  }

  private static String kindOf(JsonNode object) {
    return object.path("kind").asText();
  }
}
