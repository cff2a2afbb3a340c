package io.jararaca.operator.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.operator.reconcile.KnownResources;
import io.jararaca.operator.resource.WatchSerialization;
import io.jararaca.operator.resource.WatchedAction;
import io.jararaca.operator.resource.WatchedMessage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FinishedMessagesTest {

  private static final Instant ENDED = Instant.parse("2026-03-01T12:00:00Z");

  private final Messages messages = new Messages();
  private volatile Instant now = ENDED;
  private final FinishedMessages finished = new FinishedMessages(messages, messages, () -> now);

  @AfterEach
  void close() {
    finished.close();
  }

  @Test
  void a_message_goes_that_many_seconds_after_its_end_was_written() {
    assertThat(FinishedMessages.goesAt(message("a", "ttlSecondsAfterFinished: 90", "Failed")))
        .contains(ENDED.plusSeconds(90));
  }

  @Test
  void a_message_without_the_field_stays() {
    assertThat(FinishedMessages.goesAt(message("a", "handler: mail", "Succeeded"))).isEmpty();
  }

  @Test
  void a_message_that_has_not_ended_stays() {
    WatchedMessage running = message("a", "ttlSecondsAfterFinished: 0", "Running");
    assertThat(FinishedMessages.goesAt(running)).isEmpty();
  }

  @Test
  void a_leader_deletes_what_it_sees_ended_by_uid_and_version() {
    finished.leading(true);
    OwnerKey key = messages.has(message("a", "ttlSecondsAfterFinished: 0", "Succeeded"));

    finished.seen(key);

    await().until(() -> messages.deleted.equals(List.of("a uid-a 7")));
  }

  @Test
  void a_standby_deletes_nothing_until_it_leads() {
    now = ENDED.plusSeconds(60);
    OwnerKey key = messages.has(message("a", "ttlSecondsAfterFinished: 30", "Succeeded"));
    finished.seen(key);
    assertThat(messages.deleted).isEmpty();

    finished.leading(true);

    await().until(() -> messages.deleted.size() == 1);
  }

  @Test
  void a_longer_time_given_later_counts() {
    finished.leading(true);
    OwnerKey key = messages.has(message("a", "ttlSecondsAfterFinished: 1", "Succeeded"));
    finished.seen(key);
    messages.has(message("a", "ttlSecondsAfterFinished: 3600", "Succeeded"));
    finished.seen(key);
    OwnerKey other = messages.has(message("b", "ttlSecondsAfterFinished: 2", "Succeeded"));

    finished.seen(other);

    await().until(() -> messages.deleted.equals(List.of("b uid-b 7")));
  }

  @Test
  void a_deletion_that_did_not_happen_is_tried_again() {
    finished.leading(true);
    messages.answers.add(MessageDeletion.Result.CONFLICT);
    OwnerKey key = messages.has(message("a", "ttlSecondsAfterFinished: 0", "Succeeded"));

    finished.seen(key);

    await().until(() -> messages.deleted.size() == 2);
  }

  @Test
  void who_does_not_lead_any_more_deletes_nothing() {
    finished.leading(true);
    OwnerKey key = messages.has(message("a", "ttlSecondsAfterFinished: 1", "Succeeded"));
    finished.seen(key);
    finished.leading(false);
    finished.leading(true);
    messages.resources.clear();
    OwnerKey other = messages.has(message("b", "ttlSecondsAfterFinished: 2", "Succeeded"));

    finished.seen(other);

    await().until(() -> messages.deleted.equals(List.of("b uid-b 7")));
  }

  private static WatchedMessage message(String name, String field, String phase) {
    KubernetesSerialization serialization = WatchSerialization.create();
    return serialization.unmarshal(
        """
        apiVersion: jararaca.io/v1alpha1
        kind: DelayedMessage
        metadata: {name: %s, namespace: shop, uid: uid-%s, resourceVersion: '7', generation: 1, creationTimestamp: '2026-03-01T10:00:00Z'}
        spec: {delaySeconds: 1, handler: mail, %s}
        status:
          phase: %s
          conditions:
            - {type: Succeeded, status: 'True', reason: Succeeded, lastTransitionTime: '2026-03-01T12:00:00Z'}
        """
            .formatted(name, name, field.equals("handler: mail") ? "payload: 1" : field, phase),
        WatchedMessage.class);
  }

  /** Messages that stand somewhere, and what was asked to be deleted. */
  private static final class Messages implements KnownResources, MessageDeletion {

    final Map<OwnerKey, WatchedMessage> resources = new ConcurrentHashMap<>();
    final List<String> deleted = new CopyOnWriteArrayList<>();
    final Queue<Result> answers = new ArrayDeque<>();

    OwnerKey has(WatchedMessage message) {
      OwnerKey key = OwnerKey.delayedMessage("shop", message.getMetadata().getName());
      resources.put(key, message);
      return key;
    }

    @Override
    public Result delete(ObjectMeta of) {
      deleted.add(of.getName() + " " + of.getUid() + " " + of.getResourceVersion());
      Result answer = answers.poll();
      return answer == null ? Result.GONE : answer;
    }

    @Override
    public Optional<WatchedAction> action(OwnerKey key) {
      return Optional.empty();
    }

    @Override
    public Optional<WatchedMessage> message(OwnerKey key) {
      return Optional.ofNullable(resources.get(key));
    }

    @Override
    public Stream<OwnerKey> keys() {
      return resources.keySet().stream();
    }
  }
}
