package io.jararaca.e2e.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A chart that Helm itself renders, in this process.
 *
 * @param folder with its Chart.yaml
 * @param kubeVersion of the cluster it is rendered for
 */
public record HelmChart(Path folder, String kubeVersion) {

  /** The cluster that the tests run on. */
  private static final String KUBE_VERSION = "1.36.0";

  /** Jararaca's, from the root of the sources. */
  public static HelmChart ofSources(Path root) {
    return new HelmChart(root.resolve(Path.of("helm", "jararaca")), KUBE_VERSION);
  }

  public HelmChart forKubeVersion(String version) {
    return new HelmChart(folder, version);
  }

  /**
   * What {@code helm template} prints.
   *
   * @param values YAML
   * @throws IllegalStateException with what Helm says, if it refuses the values
   */
  public Manifests template(String release, String namespace, String values) {
    try {
      Path file = Files.createTempFile("values", ".yaml");
      try {
        Files.writeString(file, values);
        TemplateCommand command =
            new Helm(folder)
                .template()
                .withName(release)
                .withNamespace(namespace)
                .withKubeVersion(kubeVersion)
                .withValuesFile(file);
        return Manifests.parse(command.call());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code helm lint --strict} says. */
  public LintResult lint() {
    return new Helm(folder).lint().strict().call();
  }
}
