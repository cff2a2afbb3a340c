package io.jararaca.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jararaca.core.beat.Catalog;
import io.jararaca.core.run.Owner;
import io.jararaca.core.run.OwnerKey;
import io.jararaca.operator.resource.WatchedAction;
import io.jararaca.operator.resource.WatchedMessage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResyncTest {

  private static final Owner REPORT = owner("report", "1");
  private static final Duration SHORT = Duration.ofMillis(10);

  private final Map<Owner, Long> listed = new ConcurrentHashMap<>();
  private final Watched watched = new Watched();
  private final Catalog catalog = new Catalog();
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger begunAnew = new AtomicInteger();
  private final Thread thread =
      new Thread(
          () -> new Resync(this::list, catalog, watched, SHORT, SHORT, this::beginAnew).run());

  @AfterEach
  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  @Test
  void watches_that_know_all_are_left_alone() {
    watched.has(REPORT, 2);
    listed.put(REPORT, 2L);
    thread.start();
    awaitLooks(10);

    assertThat(begunAnew).hasValue(0);
  }

  @Test
  void watches_that_do_not_tell_of_a_creation_are_begun_anew() {
    listed.put(REPORT, 1L);
    thread.start();

    await().until(() -> begunAnew.get() > 0);
    assertThat(watched.action(REPORT.key())).isPresent();
  }

  @Test
  void watches_that_do_not_tell_of_an_edit_are_begun_anew() {
    watched.has(REPORT, 1);
    listed.put(REPORT, 2L);
    thread.start();

    await().until(() -> begunAnew.get() > 0);
  }

  @Test
  void watches_that_do_not_tell_of_a_deletion_are_begun_anew_and_the_catalog_forgets() {
    watched.has(REPORT, 1);
    catalog.putInvalid(REPORT, 1);
    thread.start();

    await().until(() -> catalog.entries().isEmpty());
    assertThat(begunAnew.get()).isPositive();
  }

  @Test
  void what_is_new_in_every_look_is_on_its_way() {
    watched.lags = true;
    thread.start();
    awaitLooks(10);

    assertThat(begunAnew).hasValue(0);
  }

  @Test
  void an_api_server_that_does_not_answer_proves_nothing() {
    watched.has(REPORT, 1);
    watched.answers = false;
    thread.start();
    awaitLooks(10);

    assertThat(begunAnew).hasValue(0);
  }

  private void awaitLooks(int more) {
    int now = looks.get();
    await().until(() -> looks.get() >= now + more);
  }

  private CompletableFuture<Map<Owner, Long>> list() {
    long look = looks.incrementAndGet();
    if (watched.lags) {
      watched.has(REPORT, look - 1);
      listed.put(REPORT, look);
    }
    return watched.answers
        ? CompletableFuture.completedFuture(Map.copyOf(listed))
        : CompletableFuture.failedFuture(new IllegalStateException("503"));
  }

  /** New watches know all there is. */
  private void beginAnew() {
    begunAnew.incrementAndGet();
    watched.resources.clear();
    listed.forEach(watched::has);
  }

  private static Owner owner(String name, String uid) {
    return new Owner(OwnerKey.scheduledAction("shop", name), uid);
  }

  private static final class Watched implements KnownResources {

    final Map<OwnerKey, WatchedAction> resources = new ConcurrentHashMap<>();
    volatile boolean answers = true;

    /** Whether it tells of each edit only when there is another. */
    volatile boolean lags;

    void has(Owner owner, long generation) {
      WatchedAction action = new WatchedAction();
      action.getMetadata().setUid(owner.uid());
      action.getMetadata().setGeneration(generation);
      resources.put(owner.key(), action);
    }

    @Override
    public Optional<WatchedAction> action(OwnerKey key) {
      return Optional.ofNullable(resources.get(key));
    }

    @Override
    public Optional<WatchedMessage> message(OwnerKey key) {
      return Optional.empty();
    }

    @Override
    public Stream<OwnerKey> keys() {
      return resources.keySet().stream();
    }
  }
}
