package io.jararaca.e2e.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A manifest with one resource and the expectations that its comments name.
 *
 * @param file the manifest
 * @param resource its {@code Kind/name}
 * @param expectations all that must be met, at least one
 */
public record Example(Path file, String resource, List<Expectation> expectations) {
  public Example {
    if (expectations.isEmpty()) {
      throw new IllegalArgumentException(file + " has no line \"# expect: …\"");
    }
    expectations = List.copyOf(expectations);
  }

  /** The examples of a folder, by name. */
  public static List<Example> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(Example::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Example read(Path file) {
    String yaml;
    try {
      yaml = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    GenericKubernetesResource resource =
        new KubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);
    return new Example(
        file,
        resource.getKind() + "/" + resource.getMetadata().getName(),
        yaml.lines().flatMap(line -> Expectation.parse(line).stream()).toList());
  }
}
