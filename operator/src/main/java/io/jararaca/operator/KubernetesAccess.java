package io.jararaca.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jararaca.operator.resource.StoredJson;
import io.jararaca.operator.resource.WatchSerialization;
import java.time.Duration;

/** The clients to the API server, one for each way of using it. */
final class KubernetesAccess {

  private KubernetesAccess() {}

  /**
   * For single requests: gives up within that time, and leaves it to the caller to repeat, who
   * knows whether it still matters.
   */
  static KubernetesClient forRequests(Config cluster, Duration answer) {
    int millis = Math.toIntExact(answer.toMillis());
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(cluster)
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout(millis)
                .withConnectionTimeout(millis)
                .build())
        .withKubernetesSerialization(new KubernetesSerialization(StoredJson.mapper(), true))
        .build();
  }

  /** For watches, which keep little of what they read. */
  static KubernetesClient forWatches(Config cluster) {
    return new KubernetesClientBuilder()
        .withConfig(cluster)
        .withKubernetesSerialization(WatchSerialization.create())
        .build();
  }
}
