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
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a status that was written, to write the next one only when it differs, with
 * the transition times that it had, and to tell what changed.
 *
 * @param fingerprint of all of it; {@link #NONE}'s is 0
 * @param phase of a message
 * @param ticks of an action; none: it was never shown to have had a tick
 */
@JsonDeserialize(using = StatusDigest.Reader.class)
public record StatusDigest(
    long fingerprint,
    List<Condition> conditions,
    RunCounters counters,
    @Nullable String phase,
    @Nullable Ticks ticks) {

  /** Nothing was written yet. */
  public static final StatusDigest NONE =
      new StatusDigest(0, List.of(), RunCounters.ZERO, null, null);

  /**
   * How far an action's ticks were shown to be decided.
   *
   * @param generation of the resource that the status was about
   * @param decidedUpTo the newest tick with a run or a reason
   */
  public record Ticks(
      long generation,
      @Nullable Instant lastScheduleTime,
      @Nullable Instant lastSuccessfulTime,
      Instant decidedUpTo) {

    static @Nullable Ticks of(
        long generation,
        @Nullable Instant lastScheduleTime,
        @Nullable Instant lastSuccessfulTime,
        @Nullable Instant lastSkipped,
        @Nullable Instant lastMissed) {
      return Stream.of(lastScheduleTime, lastSkipped, lastMissed)
          .filter(Objects::nonNull)
          .max(Instant::compareTo)
          .map(newest -> new Ticks(generation, lastScheduleTime, lastSuccessfulTime, newest))
          .orElse(null);
    }
  }

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
        null,
        Ticks.of(
            Objects.requireNonNullElse(status.observedGeneration(), 0L),
            status.lastScheduleTime(),
            status.lastSuccessfulTime(),
            status.skipped().isEmpty() ? null : status.skipped().get(0).to(),
            status.missed().isEmpty() ? null : status.missed().get(0).to()));
  }

  /** Of a status as it will be written. */
  public static StatusDigest of(DelayedMessageStatus status) {
    return new StatusDigest(
        fingerprint(status), status.conditions(), RunCounters.ZERO, status.phase(), null);
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
            status.path("phase").asText(null),
            Ticks.of(
                status.path("observedGeneration").asLong(),
                instant(status.path("lastScheduleTime")),
                instant(status.path("lastSuccessfulTime")),
                instant(status.path("skipped").path(0).path("to")),
                instant(status.path("missed").path(0).path("to"))));
      } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
        // Another version wrote it: it is written anew from the ledger.
        return new StatusDigest(fingerprint, List.of(), RunCounters.ZERO, null, null);
      }
    }

    private static @Nullable Instant instant(JsonNode text) {
      return text.isTextual() ? Instant.parse(text.asText()) : null;
    }
  }
}
