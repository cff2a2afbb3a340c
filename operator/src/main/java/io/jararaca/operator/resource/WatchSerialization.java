package io.jararaca.operator.resource;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jararaca.crds.v1alpha1.ScheduledAction;
import java.io.IOException;
import java.io.Serial;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a client that only watches reads metadata: managed fields, labels and every annotation but
 * the trigger are dropped. What it read must never be written back.
 */
public final class WatchSerialization {

  private WatchSerialization() {}

  public static KubernetesSerialization create() {
    ObjectMapper mapper = StoredJson.mapper();
    mapper.addMixIn(ObjectMeta.class, KeptMeta.class);
    KubernetesSerialization serialization = new KubernetesSerialization(mapper, true);
    // Else the events of a watch are read as maps and converted, which a deep payload overflows.
    serialization.registerKubernetesResource(WatchedAction.class);
    serialization.registerKubernetesResource(WatchedMessage.class);
    return serialization;
  }

  @JsonIgnoreProperties({"managedFields", "labels", "ownerReferences", "selfLink"})
  private abstract static class KeptMeta {

    @JsonDeserialize(using = TriggerAlone.class)
    abstract void setAnnotations(Map<String, String> annotations);
  }

  /** Annotations hold the whole resource once more, as kubectl applied it. */
  static final class TriggerAlone extends StdDeserializer<Map<String, String>> {

    @Serial private static final long serialVersionUID = 1;

    TriggerAlone() {
      super(Map.class);
    }

    @Override
    public @Nullable Map<String, String> deserialize(
        JsonParser parser, DeserializationContext context) throws IOException {
      ObjectNode annotations = context.readValue(parser, ObjectNode.class);
      String trigger = annotations.path(ScheduledAction.TRIGGER_ANNOTATION).asText(null);
      return trigger == null ? null : Map.of(ScheduledAction.TRIGGER_ANNOTATION, trigger);
    }
  }
}
