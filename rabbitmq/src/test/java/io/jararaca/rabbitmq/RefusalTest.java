package io.jararaca.rabbitmq;

import static io.jararaca.core.broker.PublicationBuilder.runOf;
import static io.jararaca.rabbitmq.Fixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.jararaca.core.broker.BrokerUnavailableException;
import io.jararaca.core.broker.PublishRefusedException;
import io.jararaca.core.ledger.Publication;
import io.jararaca.core.run.HandlerRef;
import io.jararaca.core.run.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One queue's trouble stays its own. */
class RefusalTest {

  private static final Duration ONE_MINUTE = Duration.ofMinutes(1);

  private static final Executor A_MOMENT_LATER =
      CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

  private final Fixture one = Fixture.connected(Rabbit.url());
  private final HandlerRef healthy = new HandlerRef(one.namespace, "healthy");

  @AfterEach
  void close() {
    one.close();
  }

  @Test
  void a_burst_to_a_queue_that_is_not_there_makes_it_and_arrives_once() {
    List<CompletableFuture<Void>> burst =
        IntStream.range(0, 500)
            .mapToObj(tick -> one.publisher.publish(runOf(one.handler).tick(tick).build()))
            .toList();

    burst.forEach(CompletableFuture::join);

    one.consumers.consume(one.handler, 600, one.listener);
    one.listener.awaitShown(500);
    List<RunId> expected =
        IntStream.range(0, 500)
            .mapToObj(tick -> runOf(one.handler).tick(tick).build().spec().id())
            .toList();
    assertThat(one.listener.runs()).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** The broker lists a queue, and lets it be bound, before the queue has a leader. */
  @Test
  void queues_that_beat_and_worker_make_at_the_same_time_take_every_run() {
    List<HandlerRef> handlers =
        IntStream.range(0, 40)
            .mapToObj(number -> new HandlerRef(one.namespace, "report-" + number))
            .toList();

    List<CompletableFuture<Void>> published = new ArrayList<>();
    for (HandlerRef each : handlers) {
      one.consumers.consume(each, 10, one.listener);
      for (int tick = 0; tick < 5; tick++) {
        published.add(publishWhileAvailable(runOf(each).tick(tick).build()));
      }
    }

    assertThat(published).allSatisfy(each -> assertThat(each).succeedsWithin(ONE_MINUTE));
    eventually("every run shown")
        .until(() -> Set.copyOf(one.listener.runs()).size() == published.size());
  }

  @Test
  void a_queue_that_cannot_be_declared_refuses_and_the_others_go_well() throws Exception {
    try (Connection squatter = Rabbit.connect();
        Channel channel = squatter.createChannel()) {
      channel.queueDeclare(one.topology.queue(one.handler), false, true, true, Map.of());

      assertThatThrownBy(() -> one.confirm(runOf(one.handler).build()))
          .hasCauseInstanceOf(PublishRefusedException.class)
          .hasMessageContaining(one.topology.queue(one.handler) + " cannot be declared")
          .hasMessageContaining("RESOURCE_LOCKED");

      one.confirm(runOf(healthy).build());
      assertThat(one.publisher.available()).isTrue();
    }
  }

  @Test
  void a_full_queue_refuses_and_the_others_go_well() throws Exception {
    String queue = one.topology.queue(one.handler);
    try (Connection somebody = Rabbit.connect();
        Channel channel = somebody.createChannel()) {
      channel.queueDeclare(
          queue, true, false, false, Map.of("x-max-length", 1, "x-overflow", "reject-publish"));
      channel.queueBind(queue, one.topology.exchange(), one.topology.routingKey(one.handler));
    }
    one.confirm(runOf(one.handler).tick(0).build());

    assertThatThrownBy(() -> one.confirm(runOf(one.handler).tick(1).build()))
        .hasCauseInstanceOf(PublishRefusedException.class)
        .hasMessageContaining("nack");

    one.confirm(runOf(healthy).build());
  }

  @Test
  void a_run_that_the_wire_cannot_carry_refuses_and_the_others_go_well() {
    assertThatThrownBy(
            () -> one.confirm(runOf(one.handler).headers(Map.of("a", "x".repeat(100_000))).build()))
        .hasCauseInstanceOf(PublishRefusedException.class)
        .hasMessageContaining("headers: must be at most");

    one.confirm(runOf(one.handler).build());
  }

  @Test
  void a_queue_that_somebody_made_otherwise_is_consumed_all_the_same() throws Exception {
    try (Connection somebody = Rabbit.connect();
        Channel channel = somebody.createChannel()) {
      channel.queueDeclare(one.topology.queue(one.handler), true, false, false, Map.of());
    }

    one.consumers.consume(one.handler, 1, one.listener);
    eventually("bound").untilAsserted(() -> one.confirm(runOf(one.handler).build()));

    one.listener.awaitShown(1).acknowledge();
  }

  /** Declaring the same queues at once can make the broker drop a connection. */
  private CompletableFuture<Void> publishWhileAvailable(Publication publication) {
    return one.publisher
        .publish(publication)
        .exceptionallyCompose(
            failure ->
                failure instanceof BrokerUnavailableException
                    ? CompletableFuture.supplyAsync(
                            () -> publishWhileAvailable(publication), A_MOMENT_LATER)
                        .thenCompose(again -> again)
                    : CompletableFuture.failedFuture(failure));
  }
}
