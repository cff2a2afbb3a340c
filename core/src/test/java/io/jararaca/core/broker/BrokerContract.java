package io.jararaca.core.broker;

import static io.jararaca.core.broker.PublicationBuilder.runOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jararaca.core.broker.RunConsumers.Subscription;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.Origin;
import io.jararaca.core.run.RetryPolicy;
import io.jararaca.core.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the beat and the workers rely on, whichever broker it is. */
public abstract class BrokerContract {

  /** For machines that do much else meanwhile. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Of this test alone. */
  private final String namespace = "ns-" + UUID.randomUUID();

  private final HandlerRef handler = new HandlerRef(namespace, "report.daily");
  private final RecordingListener listener = new RecordingListener();
  private RunPublisher publisher;
  private RunConsumers consumers;
  private QueueInspector inspector;

  /** A connection of its own, which the test closes. */
  protected abstract RunPublisher openPublisher();

  /** A connection of its own, which the test closes. */
  protected abstract RunConsumers openConsumers();

  protected abstract QueueInspector openInspector();

  /** The reasons in the namespace's dead-letter queue, oldest first. */
  protected abstract List<String> deadLetterReasons(String namespaceOfThem);

  /** Breaks every connection; new ones can be made. */
  protected abstract void loseConnections();

  @BeforeEach
  void connect() {
    publisher = openPublisher();
    consumers = openConsumers();
    inspector = openInspector();
    eventually("connected").until(() -> publisher.available() && consumers.available());
  }

  @AfterEach
  void close() {
    publisher.close();
    consumers.close();
    inspector.close();
  }

  @Test
  void a_run_arrives_as_it_was_published() {
    Publication published =
        runOf(handler)
            .origin(Origin.TRIGGER)
            .rev(3)
            .expiresAt(Instant.parse("2026-03-01T00:10:00.250Z"))
            .timeout(Duration.ofMillis(1500))
            .retry(new RetryPolicy(5, Duration.ofMillis(250), Duration.ofSeconds(30), 1.5, 10))
            .exceptionHandler("on.failure")
            .headers(Map.of("tenant", "zoë", "traceparent", "00-0af7651916cd43dd-b7ad6b71-01"))
            .body("{\"a\": 1}")
            .build();
    consumers.consume(handler, 1, listener);

    confirm(published);

    Publication arrived = listener.awaitShown(1).publication();
    assertThat(arrived).usingRecursiveComparison().isEqualTo(published);
  }

  @Test
  void what_may_be_absent_stays_absent() {
    Publication published = runOf(handler).body("").build();
    consumers.consume(handler, 1, listener);

    confirm(published);

    Publication arrived = listener.awaitShown(1).publication();
    assertThat(arrived).usingRecursiveComparison().isEqualTo(published);
  }

  @Test
  void runs_wait_for_the_first_consumer() {
    confirm(runOf(handler).tick(0).build());
    confirm(runOf(handler).tick(1).build());

    consumers.consume(handler, 10, listener);

    listener.awaitShown(2);
    assertThat(listener.runs()).containsExactly(run(0), run(1));
  }

  @Test
  void no_more_than_the_prefetch_are_unsettled_at_once() {
    consumers.consume(handler, 2, listener);
    for (int tick = 0; tick < 5; tick++) {
      confirm(runOf(handler).tick(tick).build());
    }

    listener.awaitShown(2);
    awaitDepth(1, 3);
    assertThat(listener.runs()).containsExactly(run(0), run(1));
    listener.shown().get(1).acknowledge();

    listener.awaitShown(3);
    awaitDepth(1, 2);
    assertThat(listener.runs()).containsExactly(run(0), run(1), run(2));
  }

  @Test
  void an_acknowledged_run_never_comes_again() {
    consumers.consume(handler, 5, listener);
    confirm(runOf(handler).build());

    listener.awaitShown(1).acknowledge();
    consumers.close();

    awaitDepth(0, 0);
  }

  @Test
  void a_requeued_run_comes_again() {
    consumers.consume(handler, 1, listener);
    confirm(runOf(handler).build());

    listener.awaitShown(1).requeue();

    listener.awaitShown(2).acknowledge();
    assertThat(listener.runs()).containsExactly(run(0), run(0));
  }

  @Test
  void a_dead_lettered_run_leaves_the_queue_with_its_reason() {
    consumers.consume(handler, 1, listener);
    confirm(runOf(handler).tick(0).build());
    confirm(runOf(handler).tick(1).build());

    listener.awaitShown(1).deadLetter("nobody knows this action");

    listener.awaitShown(2);
    assertThat(listener.runs()).containsExactly(run(0), run(1));
    assertThat(deadLetterReasons(namespace)).containsExactly("nobody knows this action");
  }

  @Test
  void settling_twice_is_settling_once() {
    consumers.consume(handler, 1, listener);
    for (int tick = 0; tick < 3; tick++) {
      confirm(runOf(handler).tick(tick).build());
    }

    Delivery first = listener.awaitShown(1);
    first.acknowledge();
    first.requeue();
    first.acknowledge();

    listener.awaitShown(2);
    awaitDepth(1, 1);
    assertThat(listener.runs()).containsExactly(run(0), run(1));
  }

  @Test
  void a_listener_that_throws_does_not_stop_the_others() {
    consumers.consume(
        handler,
        1,
        delivery -> {
          if (delivery.publication().spec().id().equals(run(0))) {
            throw new IllegalStateException("a fault in the worker");
          }
          listener.accept(delivery);
        });
    confirm(runOf(handler).tick(0).build());
    confirm(runOf(handler).tick(1).build());

    listener.awaitShown(1);

    assertThat(listener.runs()).containsExactly(run(1));
    eventually("dead letter")
        .untilAsserted(
            () ->
                assertThat(deadLetterReasons(namespace))
                    .singleElement()
                    .asString()
                    .contains("a fault in the worker"));
  }

  @Test
  void what_a_closed_worker_held_goes_to_another() {
    consumers.consume(handler, 5, listener);
    confirm(runOf(handler).build());
    Delivery held = listener.awaitShown(1);
    RecordingListener other = new RecordingListener();

    try (RunConsumers survivor = openConsumers()) {
      survivor.consume(handler, 1, other);
      consumers.close();
      held.acknowledge();

      assertThat(other.awaitShown(1).publication().spec().id()).isEqualTo(run(0));
    }
  }

  @Test
  void two_workers_share_a_queue() {
    RecordingListener other = new RecordingListener();
    try (RunConsumers second = openConsumers()) {
      consumers.consume(handler, 1, listener);
      second.consume(handler, 1, other);
      awaitDepth(2, 0);

      confirm(runOf(handler).tick(0).build());
      confirm(runOf(handler).tick(1).build());

      listener.awaitShown(1);
      other.awaitShown(1);
      assertThat(List.of(listener.runs().get(0), other.runs().get(0)))
          .containsExactlyInAnyOrder(run(0), run(1));
    }
  }

  @Test
  void names_with_dots_reach_their_own_queue_only() {
    HandlerRef shorter = new HandlerRef(namespace, "report");
    HandlerRef longer = new HandlerRef(namespace, "report.daily.eu");
    HandlerRef elsewhere = new HandlerRef(namespace + "-x", "report.daily");
    RecordingListener others = new RecordingListener();
    List.of(shorter, longer, elsewhere).forEach(each -> consumers.consume(each, 5, others));
    consumers.consume(handler, 5, listener);

    confirm(runOf(shorter).build());
    confirm(runOf(longer).build());
    confirm(runOf(elsewhere).build());
    confirm(runOf(handler).build());

    listener.awaitShown(1);
    others.awaitShown(3);
    assertThat(listener.runs()).containsExactly(run(0));
    assertThat(others.shown().stream().map(each -> each.publication().spec().handler()))
        .containsExactlyInAnyOrder(shorter, longer, elsewhere);
  }

  @Test
  void a_paused_subscription_gets_nothing_and_keeps_what_it_holds() {
    Subscription subscription = consumers.consume(handler, 2, listener);
    confirm(runOf(handler).tick(0).build());
    Delivery held = listener.awaitShown(1);

    subscription.pause();
    confirm(runOf(handler).tick(1).build());
    confirm(runOf(handler).tick(2).build());
    awaitReady(2);
    subscription.resume();

    listener.awaitShown(2);
    awaitReady(1);
    assertThat(listener.runs()).as("the one held counts").containsExactly(run(0), run(1));
    held.acknowledge();
    listener.awaitShown(3);
    assertThat(listener.runs()).containsExactly(run(0), run(1), run(2));
  }

  @Test
  void what_a_closed_subscription_holds_can_still_be_settled() {
    Subscription subscription = consumers.consume(handler, 1, listener);
    confirm(runOf(handler).tick(0).build());
    confirm(runOf(handler).tick(1).build());
    Delivery held = listener.awaitShown(1);

    subscription.close();
    awaitReady(1);
    held.acknowledge();
    consumers.close();

    RecordingListener other = new RecordingListener();
    try (RunConsumers survivor = openConsumers()) {
      survivor.consume(handler, 5, other);
      other.awaitShown(1);
      awaitDepth(1, 0);
      assertThat(other.runs()).containsExactly(run(1));
    }
  }

  @Test
  void after_lost_connections_the_unsettled_come_again_and_the_running_count() {
    consumers.consume(handler, 2, listener);
    for (int tick = 0; tick < 4; tick++) {
      confirm(runOf(handler).tick(tick).build());
    }
    listener.awaitShown(2);
    listener.shown().get(1).acknowledge();
    listener.awaitShown(3);
    Delivery stale = listener.shown().get(0);

    loseConnections();
    awaitReady(3);
    stale.acknowledge();

    listener.awaitShown(4);
    awaitReady(2);
    assertThat(listener.shown()).as("one of two slots is still taken").hasSize(4);
    listener.shown().get(2).acknowledge();
    listener.awaitShown(5);
    awaitReady(1);
    assertThat(listener.runs()).startsWith(run(0), run(1), run(2));
    assertThat(listener.runs().subList(3, 5)).containsExactlyInAnyOrder(run(0), run(2));
  }

  @Test
  void after_lost_connections_publishing_goes_on() {
    consumers.consume(handler, 1, listener);
    awaitDepth(1, 0);

    loseConnections();
    eventually("connected again").until(() -> publisher.available() && consumers.available());
    confirm(runOf(handler).build());

    listener.awaitShown(1);
    assertThat(listener.runs()).containsExactly(run(0));
  }

  @Test
  void a_broadcast_reaches_every_instance() {
    RecordingListener other = new RecordingListener();
    HandlerRef unwanted = new HandlerRef(namespace, "unwanted");
    try (RunConsumers second = openConsumers()) {
      consumers.consumeBroadcasts("worker-1", Set.of(handler), 5, listener);
      second.consumeBroadcasts("worker-2", Set.of(handler, unwanted), 5, other);
      awaitListening(handler, listener, other);

      confirm(runOf(handler).tick(1).broadcast().build());

      eventually("both")
          .until(() -> listener.runs().contains(run(1)) && other.runs().contains(run(1)));
      assertThat(other.shown())
          .last()
          .satisfies(last -> assertThat(last.publication().spec().exclusive()).isFalse());
    }
  }

  @Test
  void a_broadcast_that_nobody_takes_is_refused() {
    assertThatThrownBy(() -> publish(runOf(handler).broadcast().build()))
        .isInstanceOf(PublishRefusedException.class)
        .hasMessageContaining(handler.toString());
  }

  @Test
  void the_inspector_tells_no_queue_from_an_empty_one() {
    assertThat(inspector.inspect(handler)).isEmpty();

    confirm(runOf(handler).build());
    awaitDepth(0, 1);
    Subscription subscription = consumers.consume(handler, 1, listener);
    listener.awaitShown(1).acknowledge();

    awaitDepth(1, 0);
    subscription.close();
    awaitDepth(0, 0);
  }

  @Test
  void a_closed_publisher_takes_nothing() {
    publisher.close();

    assertThat(publisher.available()).isFalse();
    assertThatThrownBy(() -> publish(runOf(handler).build()))
        .isInstanceOf(BrokerUnavailableException.class);
  }

  /** Broadcasts tick 0 until every listener has had it: from then on all of them listen. */
  private void awaitListening(HandlerRef to, RecordingListener... listeners) {
    eventually("all listen")
        .until(
            () -> {
              publisher.publish(runOf(to).broadcast().build()).exceptionally(nobodyYet -> null);
              return List.of(listeners).stream().noneMatch(each -> each.shown().isEmpty());
            });
    List.of(listeners).forEach(each -> each.shown().forEach(Delivery::acknowledge));
  }

  private void awaitDepth(int consuming, long ready) {
    eventually("consumers and ready runs")
        .untilAsserted(
            () ->
                assertThat(inspector.inspect(handler)).contains(new QueueDepth(consuming, ready)));
  }

  private static ConditionFactory eventually(String what) {
    return await(what).atMost(PATIENCE);
  }

  private void awaitReady(long ready) {
    eventually("ready runs")
        .ignoreExceptionsInstanceOf(BrokerUnavailableException.class)
        .untilAsserted(
            () -> assertThat(inspector.inspect(handler)).map(QueueDepth::ready).contains(ready));
  }

  private RunId run(int tick) {
    return runOf(handler).tick(tick).build().spec().id();
  }

  private void confirm(Publication publication) {
    publisher.publish(publication).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Publishes; throws what the publisher answered. */
  private void publish(Publication publication) throws Throwable {
    try {
      publisher.publish(publication).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }
}
