package io.jararaca.operator.status;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.crds.v1alpha1.DelayedMessage;
import io.jararaca.crds.v1alpha1.DelayedMessageStatus;
import io.jararaca.crds.v1alpha1.ScheduledAction;
import io.jararaca.crds.v1alpha1.ScheduledActionStatus;
import io.jararaca.operator.health.Part;
import java.util.List;

/**
 * Replaces the status subresource, on the condition that the resource is still of that uid and
 * resourceVersion. The API server takes nothing but the status from such a request.
 */
public final class KubernetesStatusSink implements StatusSink {

  private final KubernetesClient client;
  private final KubernetesEvents events;
  private final Part part;

  /**
   * @param part told when the API server refuses or does not answer
   */
  public KubernetesStatusSink(KubernetesClient client, KubernetesEvents events, Part part) {
    this.client = client;
    this.events = events;
    this.part = part;
  }

  @Override
  public Result write(ObjectMeta of, ScheduledActionStatus status) {
    ScheduledAction action = new ScheduledAction();
    action.setStatus(status);
    return write(of, action);
  }

  @Override
  public Result write(ObjectMeta of, DelayedMessageStatus status) {
    DelayedMessage message = new DelayedMessage();
    message.setStatus(status);
    return write(of, message);
  }

  @Override
  public void tell(OwnerKey about, String uid, List<EventNote> notes) {
    notes.forEach(note -> events.tell(about, uid, note));
  }

  private Result write(ObjectMeta of, CustomResource<?, ?> resource) {
    resource.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(of.getNamespace())
            .withName(of.getName())
            .withUid(of.getUid())
            .withResourceVersion(of.getResourceVersion())
            .build());
    try {
      client.resource(resource).updateStatus();
      part.up();
      return Result.WRITTEN;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HTTP_CONFLICT) {
        return Result.CONFLICT;
      }
      if (e.getCode() == HTTP_NOT_FOUND) {
        return Result.GONE;
      }
      part.down(
          "the status of %s %s/%s: %s"
              .formatted(resource.getKind(), of.getNamespace(), of.getName(), e.getMessage()));
      return Result.FAILED;
    }
  }
}
