package io.jararaca.operator.status;

import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.crds.v1alpha1.ScheduledAction;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kubernetes Events, for people. At most ten a second, and one of a reason about a resource in five
 * minutes: the status holds the whole truth.
 */
public final class KubernetesEvents {

  private static final Logger log = LoggerFactory.getLogger(KubernetesEvents.class);
  private static final int PER_SECOND = 10;
  private static final Duration QUIET = Duration.ofMinutes(5);
  private static final int REMEMBERED = 10_000;
  private static final int LONGEST_NOTE = 1000;
  private static final int LONGEST_NAME = 200;

  /** The API server takes six decimals, no more and no less. */
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private record Topic(OwnerKey about, String reason) {}

  private final KubernetesClient client;
  private final String instance;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final RateLimit rate;
  private final Map<Topic, Long> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Topic, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param instance who tells
   */
  public KubernetesEvents(
      KubernetesClient client, String instance, InstantSource clock, LongSupplier nanos) {
    this.client = client;
    this.instance = instance;
    this.clock = clock;
    this.nanos = nanos;
    this.rate = new RateLimit(PER_SECOND, nanos);
  }

  void tell(OwnerKey about, String uid, EventNote note) {
    if (!isNews(new Topic(about, note.reason()))) {
      return;
    }
    try {
      client.resource(event(about, uid, note)).create();
    } catch (KubernetesClientException e) {
      log.info("{}: the event {} is not told: {}", about, note.reason(), e.getMessage());
    }
  }

  private synchronized boolean isNews(Topic topic) {
    long now = nanos.getAsLong();
    Long last = told.get(topic);
    if (last != null && now - last < QUIET.toNanos() || !rate.tryReserve()) {
      return false;
    }
    told.remove(topic);
    told.put(topic, now);
    return true;
  }

  private Event event(OwnerKey about, String uid, EventNote note) {
    String name = about.name();
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(about.namespace())
        .withName(
            name.substring(0, Math.min(name.length(), LONGEST_NAME)) + "." + UUID.randomUUID())
        .endMetadata()
        .withEventTime(new MicroTime(MICROS.format(clock.instant())))
        .withType(note.warning() ? "Warning" : "Normal")
        .withReason(note.reason())
        .withNote(note.note().substring(0, Math.min(note.note().length(), LONGEST_NOTE)))
        .withAction("Status")
        .withReportingController(ScheduledAction.GROUP + "/operator")
        .withReportingInstance(instance)
        .withNewRegarding()
        .withApiVersion(ScheduledAction.GROUP + "/v1alpha1")
        .withKind(about.kind())
        .withNamespace(about.namespace())
        .withName(name)
        .withUid(uid)
        .endRegarding()
        .build();
  }
}
