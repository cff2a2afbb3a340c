package io.jararaca.e2e.helm;

import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import java.util.Map;

/**
 * A release of a chart in a cluster.
 *
 * @param kubeconfig names the cluster
 */
public record HelmRelease(HelmChart chart, String name, String namespace, Path kubeconfig) {

  private static final int TEST_SECONDS = 180;

  /**
   * {@code helm upgrade --install}, which does not wait for pods.
   *
   * @param values by path, as {@code --set} takes them
   */
  public void apply(Map<String, Object> values) {
    var command =
        new Helm(chart.folder())
            .upgrade()
            .install()
            .resetValues()
            .createNamespace()
            .withName(name)
            .withNamespace(namespace)
            .withKubeConfig(kubeconfig);
    values.forEach(command::set);
    command.call();
  }

  /**
   * {@code helm test}.
   *
   * @throws IllegalStateException if the test failed
   */
  public void test() {
    Helm.test(name)
        .withNamespace(namespace)
        .withKubeConfig(kubeconfig)
        .withTimeout(TEST_SECONDS)
        .call();
  }

  public void uninstall() {
    Helm.uninstall(name).withNamespace(namespace).withKubeConfig(kubeconfig).call();
  }
}
