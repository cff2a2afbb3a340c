package io.jararaca.operator.resource;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jararaca.crds.v1alpha1.Condition;
import io.jararaca.crds.v1alpha1.DelayedMessageStatus;
import io.jararaca.crds.v1alpha1.RunCounters;
import io.jararaca.crds.v1alpha1.ScheduledActionStatus;
import java.io.IOException;
import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a status that was written, to write the next one only when it differs, with
 * the transition times that it had, and to tell what changed.
 *
 * @param fingerprint of all of it; {@link #NONE}'s is 0
 * @param phase of a message
 */
@JsonDeserialize(using = StatusDigest.Reader.class)
public record StatusDigest(
    long fingerprint, List<Condition> conditions, RunCounters counters, @Nullable String phase) {

  /** Nothing was written yet. */
  public static final StatusDigest NONE = new StatusDigest(0, List.of(), RunCounters.ZERO, null);

  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  public StatusDigest {
    conditions = List.copyOf(conditions);
  }

  /** Of a status as it will be written. */
  public static StatusDigest of(ScheduledActionStatus status) {
    return new StatusDigest(
        fingerprint(status),
        status.conditions(),
        status.counters() == null ? RunCounters.ZERO : status.counters(),
        null);
  }

  /** Of a status as it will be written. */
  public static StatusDigest of(DelayedMessageStatus status) {
    return new StatusDigest(
        fingerprint(status), status.conditions(), RunCounters.ZERO, status.phase());
  }

  private static long fingerprint(Object status) {
    return Fingerprint.of(SERIALIZATION.convertValue(status, JsonNode.class));
  }

  static final class Reader extends StdDeserializer<StatusDigest> {

    @Serial private static final long serialVersionUID = 1;

    Reader() {
      super(StatusDigest.class);
    }

    @Override
    public StatusDigest deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode status = context.readTree(parser);
      long fingerprint = Fingerprint.of(status);
      try {
        return new StatusDigest(
            fingerprint,
            status.has("conditions")
                ? List.of(context.readTreeAsValue(status.get("conditions"), Condition[].class))
                : List.of(),
            status.has("counters")
                ? context.readTreeAsValue(status.get("counters"), RunCounters.class)
                : RunCounters.ZERO,
            status.path("phase").asText(null));
      } catch (JsonProcessingException | IllegalArgumentException e) {
        // Another version wrote it: it is written anew from the ledger.
        return new StatusDigest(fingerprint, List.of(), RunCounters.ZERO, null);
      }
    }
  }
}
