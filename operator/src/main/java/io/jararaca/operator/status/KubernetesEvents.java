package io.jararaca.operator.status;

import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jararaca.core.run.LogFields;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.crds.v1alpha1.ScheduledAction;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kubernetes Events, for people. */
public final class KubernetesEvents implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(KubernetesEvents.class);
  private static final int LONGEST_NOTE = 1000;
  private static final int LONGEST_NAME = 200;

  /** The API server takes six decimals, no more and no less. */
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final KubernetesClient client;
  private final String instance;
  private final InstantSource clock;
  private final EventQueue queue;

  /**
   * @param instance who tells
   */
  public KubernetesEvents(
      KubernetesClient client, String instance, InstantSource clock, LongSupplier nanos) {
    this.client = client;
    this.instance = instance;
    this.clock = clock;
    this.queue = new EventQueue(this::create, nanos);
  }

  public void start() {
    queue.start();
  }

  /** Does not wait until it is told. */
  void tell(OwnerKey about, String uid, EventNote note) {
    queue.add(new EventQueue.Item(about, uid, note));
  }

  @Override
  public void close() {
    queue.close();
  }

  private void create(EventQueue.Item item) {
    try {
      client.resource(event(item.about(), item.uid(), item.note())).create();
    } catch (KubernetesClientException e) {
      LogFields.about(
          item.about(),
          () ->
              log.info(
                  "{}: the event {} is not told: {}",
                  item.about(),
                  item.note().reason(),
                  e.getMessage()));
    }
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
