package io.jararaca.operator.lease;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Optional;

/** The Lease in Kubernetes. */
final class KubernetesLeaseStore implements LeaseStore {

  private final KubernetesClient client;
  private final String namespace;
  private final String name;

  /**
   * @param client should not retry by itself, and give up a request well before the Lease ends
   */
  KubernetesLeaseStore(KubernetesClient client, String namespace, String name) {
    this.client = client;
    this.namespace = namespace;
    this.name = name;
  }

  Resource<Lease> resource() {
    return client.leases().inNamespace(namespace).withName(name);
  }

  @Override
  public Optional<Lease> read() {
    try {
      return Optional.ofNullable(resource().get());
    } catch (KubernetesClientException e) {
      throw unavailable("read", e);
    }
  }

  @Override
  public Optional<Lease> write(Lease lease) {
    boolean create = lease.getMetadata().getResourceVersion() == null;
    var request = client.leases().inNamespace(namespace).resource(lease);
    try {
      return Optional.of(create ? request.create() : request.update());
    } catch (KubernetesClientException e) {
      if (e.getCode() == HTTP_CONFLICT || (!create && e.getCode() == HTTP_NOT_FOUND)) {
        return Optional.empty();
      }
      throw unavailable("write", e);
    }
  }

  private LeaseUnavailableException unavailable(String verb, KubernetesClientException e) {
    return new LeaseUnavailableException(
        "cannot %s Lease %s/%s: %s".formatted(verb, namespace, name, reason(e)), e);
  }

  private static String reason(Throwable e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
  }
}
