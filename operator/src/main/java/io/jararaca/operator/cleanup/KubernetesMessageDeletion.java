package io.jararaca.operator.cleanup;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jararaca.operator.health.Part;

/** Deletes on the condition that the resource is still of that uid and resourceVersion. */
final class KubernetesMessageDeletion implements MessageDeletion {

  private final KubernetesClient client;
  private final Part part;

  /**
   * @param part told when the API server refuses or does not answer
   */
  KubernetesMessageDeletion(KubernetesClient client, Part part) {
    this.client = client;
    this.part = part;
  }

  @Override
  public Result delete(ObjectMeta message) {
    String path = MessagePath.of(message.getNamespace(), message.getName());
    DeleteOptions options =
        new DeleteOptionsBuilder()
            .withNewPreconditions()
            .withUid(message.getUid())
            .withResourceVersion(message.getResourceVersion())
            .endPreconditions()
            .build();
    try {
      client.raw(path, "DELETE", options);
      part.up();
      return Result.GONE;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HTTP_NOT_FOUND) {
        return Result.GONE;
      }
      if (e.getCode() == HTTP_CONFLICT) {
        return Result.CONFLICT;
      }
      part.down("DELETE %s: %s".formatted(path, e.getMessage()));
      return Result.FAILED;
    }
  }
}
