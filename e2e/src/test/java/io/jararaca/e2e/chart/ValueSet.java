package io.jararaca.e2e.chart;

import io.jararaca.e2e.helm.HelmChart;
import io.jararaca.e2e.helm.Manifests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A named set of values that people may well have: a file of the chart's folder ci. */
record ValueSet(String name, String yaml) {

  static final String RELEASE = "jararaca";
  static final String NAMESPACE = "jararaca-system";
  static final HelmChart CHART = HelmChart.ofSources(Path.of(".."));
  private static final String SUFFIX = "-values.yaml";

  static List<ValueSet> all() {
    try (Stream<Path> files = Files.list(CHART.folder().resolve("ci"))) {
      return files.sorted().map(ValueSet::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ValueSet named(String name) {
    return read(CHART.folder().resolve(Path.of("ci", name + SUFFIX)));
  }

  private static ValueSet read(Path file) {
    try {
      String name = file.getFileName().toString().replace(SUFFIX, "");
      return new ValueSet(name, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Manifests render() {
    return CHART.template(RELEASE, NAMESPACE, yaml);
  }

  @Override
  public String toString() {
    return name;
  }
}
